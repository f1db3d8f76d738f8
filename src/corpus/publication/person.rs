//! Names of persons that stand alone, without what their bearer is: “何晓岚”, “方  舟”.

/// Common surnames of one character; a list made for this purpose. A name that begins otherwise is not recognised.
const SURNAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧肖程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎闫余潘杜\
    戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章\
    鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包\
    司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖\
    骆岑佘缪鄢郗";
/// Surnames of two characters.
const DOUBLE_SURNAMES: [&str; 8] = ["欧阳", "上官", "司马", "诸葛", "夏侯", "慕容", "司徒", "令狐"];
/// Characters that no given name holds.
const NO_NAMES: &str = "的是在和与了不为及等年月日报社网台版第说看谈论话记讯电市县区省镇乡村局厅会";

/// Words that look like names: buttons and sections of web pages.
const WORDS: [&str; 25] = [
    "关注", "关闭", "房产", "金融", "安全", "时间", "时尚", "时政", "游戏", "文化", "文明", "文艺", "文学", "计划",
    "方案", "方法", "程序", "任务", "高考", "高校", "高铁", "黄金", "华人", "康养", "骆驼",
];

/// Whether a text is nothing but the name of one person. Names of two characters may be set with a space between them.
pub(in crate::corpus) fn is_person(text: &str) -> bool {
    let characters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    let is_spaced = text.trim().contains(char::is_whitespace);
    let name: String = characters.iter().collect();
    let (surname, given) = match DOUBLE_SURNAMES.iter().find(|surname| name.starts_with(**surname)) {
        Some(_) if characters.len() > 2 => (2, characters.len() - 2),
        _ => (1, characters.len().saturating_sub(1)),
    };
    let is_surname = surname == 2 || characters.first().is_some_and(|&first| SURNAMES.contains(first));
    is_surname
        && (1..=2).contains(&given)
        && (!is_spaced || characters.len() == 2 || text.split_whitespace().all(|part| part.chars().count() == 1))
        && characters[surname..].iter().all(|&c| ('\u{4E00}'..='\u{9FFF}').contains(&c) && !NO_NAMES.contains(c))
}

/// Whether a text names persons and nothing else, with spaces or commas between them.
pub(in crate::corpus) fn are_persons(text: &str) -> bool {
    let text = text.trim();
    let mut names = text.split(|c: char| c.is_whitespace() || c == '、').filter(|part| !part.is_empty());
    !WORDS.contains(&text) && (is_person(text) || !text.is_empty() && names.all(is_person))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_persons() {
        for name in ["骆晓岚", "文明 方舟", "何晓岚", "方  舟", "方舟", "欧阳晓岚", "齐一平 何晓岚", "齐一平、方舟"]
        {
            assert!(are_persons(name), "{name}");
        }
        for text in ["高质量发展", "兰河日报", "学雷锋", "高校的路", "张", "", "方舟启航新征程", "金融论", "关注"]
        {
            assert!(!are_persons(text), "{text}");
        }
    }
}
