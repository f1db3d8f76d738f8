//! The help of options that compare.

/// Command, argument, Chinese, English.
pub(super) const HELP: &[(&str, &str, &str, &str)] = &[(
    "report",
    "versus",
    "并列比较两部分文章：paper=报名、region=地区、时段（2024 或起..止），可用逗号并列（如 paper=人民日报,2024..2024），第二个写 rest 即其余全部",
    "Set two parts of the articles side by side: paper=NAME, region=PLACE, FROM..TO, joined by commas; a second one of rest means \
     all others",
)];
