//! Messages about wrong command lines.

crate::messages::messages! {
    unknown_argument(argument: &str) { zh: "没有选项 {argument}", en: "there is no option {argument}" }
    unknown_command(command: &str) { zh: "没有命令 {command}", en: "there is no command {command}" }
    report_of_path(path: &str) {
        zh: "{path} 是文件或文件夹，由它生成报告：policyvane report {path}",
        en: "{path} is a file or a folder; for a report of it: policyvane report {path}",
    }
    missing_arguments(arguments: &str) { zh: "缺少参数 {arguments}", en: "missing arguments: {arguments}" }
    missing_command(command: &str) { zh: "{command} 之后须有命令", en: "{command} needs a command" }
    missing_value(argument: &str) { zh: "{argument} 之后须有值", en: "{argument} needs a value" }
    bad_value(argument: &str, value: &str) { zh: "{argument} 的值“{value}”无效", en: "invalid value \"{value}\" for {argument}" }
    conflict(argument: &str, with: &str) { zh: "{argument} 不能与 {with} 同时使用", en: "{argument} cannot be used with {with}" }
    wrong_number_of_values(argument: &str) { zh: "{argument} 的值的个数不对", en: "wrong number of values for {argument}" }
    did_you_mean(suggested: &str) { zh: "是否要用 {suggested}？", en: "did you mean {suggested}?" }
    possible_values(values: &str) { zh: "可用的值：{values}", en: "possible values: {values}" }
    see_help { zh: "用 --help 查看用法", en: "use --help to see how it is used" }
}
