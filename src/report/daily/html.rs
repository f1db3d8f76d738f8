//! The daily digest as one page of HTML that prints on A4.

use crate::Language;
use crate::report::daily::DailyDigest;

/// The style of the page. Entries are not torn apart by the end of a page.
const STYLE: &str = "@page{size:A4;margin:22mm 20mm}
body{font:11pt/1.55 'Noto Serif CJK SC','Source Han Serif SC',SimSun,serif;max-width:170mm;margin:10mm auto;padding:0 4mm;color:#1a1a1a}
@media print{body{margin:0;padding:0}}
h1{font-size:20pt;text-align:center;margin:0 0 4mm}
h2{font-size:13pt;margin:7mm 0 1mm;border-bottom:.4pt solid #888;break-after:avoid}
h2.above{border-bottom:1.4pt solid #a61b1b;color:#a61b1b}
.summary,.comparison,.facts,.reprints{font-size:9.5pt;color:#555;margin:0}
.summary{text-align:center}
ol{padding-left:7mm;margin:2mm 0}
li{margin:0 0 2.5mm;break-inside:avoid}
.headline{font-weight:bold;margin:0}
.sentence{margin:0}";

/// A text within HTML, also within an attribute.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The digest as a web page without anything from elsewhere.
pub fn to_html(digest: &DailyDigest, language: Language) -> String {
    let code = match language {
        Language::Chinese => "zh-CN",
        Language::English => "en",
    };
    let title = escaped(&digest.title(language));
    let mut text = format!(
        "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>\n{STYLE}\n</style>\n</head>\n<body>\n<h1>{title}</h1>\n<p class=\"summary\">{}</p>\n",
        escaped(&digest.summary(language))
    );
    for section in &digest.sections {
        let class = if section.is_above() { " class=\"above\"" } else { "" };
        text += &format!("<section>\n<h2{class}>{}</h2>\n", escaped(&section.heading(language)));
        if let Some(comparison) = section.comparison(language) {
            text += &format!("<p class=\"comparison\">{}</p>\n", escaped(&comparison));
        }
        text += "<ol>\n";
        for entry in &section.entries {
            text += &format!("<li>\n<p class=\"headline\">{}</p>\n", escaped(&entry.headline));
            for (class, line) in [
                ("facts", entry.facts(language)),
                ("sentence", entry.first_sentence.clone()),
                ("reprints", entry.reprint_note(language)),
            ] {
                if !line.is_empty() {
                    text += &format!("<p class=\"{class}\">{}</p>\n", escaped(&line));
                }
            }
            text += "</li>\n";
        }
        text += "</ol>\n</section>\n";
    }
    text + "</body>\n</html>\n"
}
