//! Folds Kangxi and CJK radicals and compatibility ideographs to the characters they look like. Some PDFs hold them in place of
//! characters, and so does every text, web page and table that was copied out of one.

use std::borrow::Cow;

/// The characters of the Kangxi radicals from U+2F00 to U+2FD5, as their compatibility decompositions give them.
///
/// The radicals for door and blue stand for the forms that are printed in mainland China, 户 and 青.
const KANGXI: &str = "\
    一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾\
    干幺广廴廾弋弓彐彡彳心戈户手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生\
    用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷\
    豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨青非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻\
    黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// The radicals from U+2E80 to U+2EF3 that have an equivalent character, with it.
const SUPPLEMENT: &[(char, char)] = &[
    ('\u{2E81}', '厂'),
    ('\u{2E82}', '乛'),
    ('\u{2E83}', '乚'),
    ('\u{2E84}', '乙'),
    ('\u{2E85}', '亻'),
    ('\u{2E86}', '冂'),
    ('\u{2E87}', '𠘨'),
    ('\u{2E88}', '刀'),
    ('\u{2E89}', '刂'),
    ('\u{2E8A}', '卜'),
    ('\u{2E8B}', '㔾'),
    ('\u{2E8C}', '小'),
    ('\u{2E8D}', '小'),
    ('\u{2E8E}', '兀'),
    ('\u{2E8F}', '尣'),
    ('\u{2E90}', '尢'),
    ('\u{2E91}', '尣'),
    ('\u{2E92}', '巳'),
    ('\u{2E93}', '幺'),
    ('\u{2E94}', '彑'),
    ('\u{2E95}', '𫜹'),
    ('\u{2E96}', '忄'),
    ('\u{2E97}', '㣺'),
    ('\u{2E98}', '扌'),
    ('\u{2E99}', '攵'),
    ('\u{2E9B}', '旡'),
    ('\u{2E9C}', '日'),
    ('\u{2E9D}', '月'),
    ('\u{2E9E}', '歺'),
    ('\u{2E9F}', '母'),
    ('\u{2EA0}', '民'),
    ('\u{2EA1}', '氵'),
    ('\u{2EA2}', '氺'),
    ('\u{2EA3}', '灬'),
    ('\u{2EA4}', '爫'),
    ('\u{2EA5}', '爫'),
    ('\u{2EA6}', '丬'),
    ('\u{2EA7}', '牛'),
    ('\u{2EA8}', '犭'),
    ('\u{2EA9}', '王'),
    ('\u{2EAA}', '疋'),
    ('\u{2EAB}', '目'),
    ('\u{2EAC}', '示'),
    ('\u{2EAD}', '礻'),
    ('\u{2EAE}', '竹'),
    ('\u{2EAF}', '糹'),
    ('\u{2EB0}', '纟'),
    ('\u{2EB1}', '罓'),
    ('\u{2EB2}', '罒'),
    ('\u{2EB3}', '㓁'),
    ('\u{2EB4}', '冗'),
    ('\u{2EB5}', '𦉫'),
    ('\u{2EB6}', '羊'),
    ('\u{2EB7}', '𦍌'),
    ('\u{2EB8}', '𦍋'),
    ('\u{2EB9}', '耂'),
    ('\u{2EBA}', '肀'),
    ('\u{2EBB}', '聿'),
    ('\u{2EBC}', '肉'),
    ('\u{2EBD}', '臼'),
    ('\u{2EBE}', '艹'),
    ('\u{2EBF}', '艹'),
    ('\u{2EC0}', '艹'),
    ('\u{2EC1}', '虎'),
    ('\u{2EC2}', '衤'),
    ('\u{2EC3}', '覀'),
    ('\u{2EC4}', '西'),
    ('\u{2EC5}', '见'),
    ('\u{2EC6}', '角'),
    ('\u{2EC7}', '𧢲'),
    ('\u{2EC8}', '讠'),
    ('\u{2EC9}', '贝'),
    ('\u{2ECA}', '足'),
    ('\u{2ECB}', '车'),
    ('\u{2ECC}', '辶'),
    ('\u{2ECD}', '辶'),
    ('\u{2ECE}', '辶'),
    ('\u{2ECF}', '阝'),
    ('\u{2ED0}', '钅'),
    ('\u{2ED1}', '長'),
    ('\u{2ED2}', '镸'),
    ('\u{2ED3}', '长'),
    ('\u{2ED4}', '门'),
    ('\u{2ED5}', '阜'),
    ('\u{2ED6}', '阝'),
    ('\u{2ED7}', '雨'),
    ('\u{2ED8}', '青'),
    ('\u{2ED9}', '韦'),
    ('\u{2EDA}', '页'),
    ('\u{2EDB}', '风'),
    ('\u{2EDC}', '飞'),
    ('\u{2EDD}', '食'),
    ('\u{2EDE}', '𩙿'),
    ('\u{2EDF}', '飠'),
    ('\u{2EE0}', '饣'),
    ('\u{2EE1}', '首'),
    ('\u{2EE2}', '马'),
    ('\u{2EE3}', '骨'),
    ('\u{2EE4}', '鬼'),
    ('\u{2EE5}', '鱼'),
    ('\u{2EE6}', '鸟'),
    ('\u{2EE7}', '卤'),
    ('\u{2EE8}', '麦'),
    ('\u{2EE9}', '黄'),
    ('\u{2EEA}', '黾'),
    ('\u{2EEB}', '斉'),
    ('\u{2EEC}', '齐'),
    ('\u{2EED}', '歯'),
    ('\u{2EEE}', '齿'),
    ('\u{2EEF}', '竜'),
    ('\u{2EF0}', '龙'),
    ('\u{2EF1}', '龜'),
    ('\u{2EF2}', '亀'),
    ('\u{2EF3}', '龟'),
];

/// The characters of the compatibility ideographs from U+F900 to U+FA6D, as their canonical decompositions give them; the twelve
/// without one stand for themselves.
const COMPATIBILITY: &str = "\
    豈更車賈滑串句龜龜契金喇奈懶癩羅蘿螺裸邏樂洛烙珞落酪駱亂卵欄爛蘭鸞嵐濫藍襤拉臘蠟廊朗浪狼郎來冷勞擄櫓爐盧\
    老蘆虜路露魯鷺碌祿綠菉錄鹿論壟弄籠聾牢磊賂雷壘屢樓淚漏累縷陋勒肋凜凌稜綾菱陵讀拏樂諾丹寧怒率異北磻便復不\
    泌數索參塞省葉說殺辰沈拾若掠略亮兩凉梁糧良諒量勵呂女廬旅濾礪閭驪麗黎力曆歷轢年憐戀撚漣煉璉秊練聯輦蓮連鍊\
    列劣咽烈裂說廉念捻殮簾獵令囹寧嶺怜玲瑩羚聆鈴零靈領例禮醴隸惡了僚寮尿料樂燎療蓼遼龍暈阮劉杻柳流溜琉留硫紐\
    類六戮陸倫崙淪輪律慄栗率隆利吏履易李梨泥理痢罹裏裡里離匿溺吝燐璘藺隣鱗麟林淋臨立笠粒狀炙識什茶刺切度拓糖\
    宅洞暴輻行降見廓兀嗀﨎﨏塚﨑晴﨓﨔凞猪益礼神祥福靖精羽﨟蘒﨡諸﨣﨤逸都﨧﨨﨩飯飼館鶴郞隷侮僧免勉勤卑喝嘆\
    器塀墨層屮悔慨憎懲敏既暑梅海渚漢煮爫琢碑社祉祈祐祖祝禍禎穀突節練縉繁署者臭艹艹著褐視謁謹賓贈辶逸難響頻恵\
    𤋮舘";

/// The characters of the compatibility ideographs from U+FA70 to U+FAD9.
const MORE_COMPATIBILITY: &str = "\
    並况全侀充冀勇勺喝啕喙嗢塚墳奄奔婢嬨廒廙彩徭惘慎愈憎慠懲戴揄搜摒敖晴朗望杖歹殺流滛滋漢瀞煮瞧爵犯猪瑱甆画\
    瘝瘟益盛直睊着磌窱節类絛練缾者荒華蝹襁覆視調諸請謁諾諭謹變贈輸遲醙鉶陼難靖韛響頋頻鬒龜𢡊𢡄𣏕㮝䀘䀹𥉉𥳐𧻓\
    齃龎";

/// Replaces Kangxi and CJK radicals and compatibility ideographs by the characters they look like; a text without any is
/// returned as it is.
pub fn fold_radicals(text: &str) -> Cow<'_, str> {
    if may_hold_radicals(text) { Cow::Owned(text.chars().map(folded).collect()) } else { Cow::Borrowed(text) }
}

/// Whether a text has bytes as these characters have them: in UTF-8, U+2E80 to U+2FFF begin with E2 BA to E2 BF, and U+F900 to
/// U+FAFF with EF A4 to EF AB. Punctuation is all that is frequent and begins with E2 or EF, so that this costs little.
fn may_hold_radicals(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr2_iter(0xE2, 0xEF, bytes)
        .any(|at| matches!(bytes[at..], [0xE2, 0xBA..=0xBF, ..] | [0xEF, 0xA4..=0xAB, ..]))
}

/// The character that a radical or a compatibility ideograph looks like; other characters are returned as they are.
#[inline]
pub(in crate::corpus) fn folded(character: char) -> char {
    match character {
        '\u{2F00}'..='\u{2FD5}' => KANGXI.chars().nth(character as usize - 0x2F00).unwrap_or(character),
        '\u{2E80}'..='\u{2EF3}' => {
            let at = SUPPLEMENT.binary_search_by_key(&character, |(radical, _)| *radical);
            at.map_or(character, |at| SUPPLEMENT[at].1)
        }
        '\u{F900}'..='\u{FA6D}' => COMPATIBILITY.chars().nth(character as usize - 0xF900).unwrap_or(character),
        '\u{FA70}'..='\u{FAD9}' => MORE_COMPATIBILITY.chars().nth(character as usize - 0xFA70).unwrap_or(character),
        _ => character,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_are_folded() {
        assert_eq!(fold_radicals("⼈⺠⽇报"), "人民日报");
        assert_eq!(fold_radicals("⻋⻓⻅⻔⻢⻥⻦⻰⻘⻩⻛"), "车长见门马鱼鸟龙青黄风");
        assert_eq!(fold_radicals("⼀⼁⿕"), "一丨龠");
        assert!(matches!(fold_radicals("人民日报"), Cow::Borrowed(_)));
    }

    #[test]
    fn compatibility_ideographs_are_folded() {
        assert_eq!(fold_radicals("\u{F934}街\u{F9D1}点，\u{F90A}水\u{FA3E}"), "老街六点，金水慨");
        assert_eq!(fold_radicals("\u{F900}\u{FA6D}\u{FA70}\u{FAD9}"), "豈舘並龎");
        // These twelve are ideographs of their own, and wide forms are no ideographs.
        assert_eq!(fold_radicals("\u{FA0E}\u{FA29}，Ａ"), "\u{FA0E}\u{FA29}，Ａ");
        assert!(matches!(fold_radicals("六点，Ａ版"), Cow::Borrowed(_)));
    }

    #[test]
    fn table_is_in_order() {
        assert!(SUPPLEMENT.is_sorted_by_key(|(radical, _)| *radical));
        assert_eq!(KANGXI.chars().count(), 214);
        assert_eq!(COMPATIBILITY.chars().count(), 0xFA6E - 0xF900);
        assert_eq!(MORE_COMPATIBILITY.chars().count(), 0xFADA - 0xFA70);
    }
}
