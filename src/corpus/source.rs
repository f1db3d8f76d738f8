//! Papers, the places they are from, and whether they are national.

use std::cmp::Reverse;
use std::sync::{LazyLock, OnceLock};

use aho_corasick::AhoCorasick;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::corpus::{Adcode, Gazetteer};
use crate::text::fold_for_search;

/// The shipped table of papers: name, other names (pinyin as in file names), adcode of the home.
const TABLE: &str = include_str!("../../data/sources.csv");

/// Characters that join the name of a site and that of the paper from which it has an article.
const JOINTS: [char; 5] = ['－', '-', '—', '–', '/'];

/// Names less similar than this are not suggested in place of one that was not read, on a scale from 0 to 1. Two of four characters
/// in common (日报) are too few.
const MIN_SIMILARITY: f64 = 0.7;
/// At most this many names are suggested.
const MAX_SUGGESTED: usize = 3;

/// A paper or programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The name.
    pub name: String,
    /// Other names as they occur in file names, in lower case.
    pub aliases: Vec<String>,
    /// The division that its news is from; `None` for national papers and where the home in the table is unknown.
    pub home: Option<Adcode>,
    /// Whether it is a national paper: its home in the table is empty. A home that is no known division does not make
    /// it national.
    pub is_national: bool,
}

/// Whether a paper is of the centre (national) or of a province.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// A national paper.
    National,
    /// A paper whose home lies in this province.
    Province(Adcode),
}

/// A table of papers; a user's own rows take precedence over the shipped ones.
#[derive(Debug, Clone)]
pub struct Sources {
    list: Vec<Source>,
    /// Made when it is first used.
    index: OnceLock<Index>,
}

/// The positions of names in the list of papers.
#[derive(Debug, Clone)]
struct Index {
    /// The first paper of each name and alias.
    named: FxHashMap<String, usize>,
    /// Finds names in paths; `None` if the table is too large for it.
    finder: Option<AhoCorasick>,
    /// The paper of each pattern of the finder.
    papers: Vec<usize>,
}

impl Index {
    fn new(list: &[Source]) -> Self {
        let mut named = FxHashMap::default();
        let (mut names, mut papers) = (Vec::new(), Vec::new());
        for (at, source) in list.iter().enumerate() {
            for name in std::iter::once(&source.name).chain(&source.aliases) {
                named.entry(name.clone()).or_insert(at);
                if name.chars().count() >= 2 {
                    names.push(name.to_lowercase());
                    papers.push(at);
                }
            }
        }
        Index { named, finder: AhoCorasick::new(names).ok(), papers }
    }
}

impl Default for Sources {
    fn default() -> Self {
        static SHIPPED: OnceLock<Vec<Source>> = OnceLock::new();
        Sources { list: SHIPPED.get_or_init(|| parse(TABLE)).clone(), index: OnceLock::new() }
    }
}

/// The names among those of some papers that may be meant by one that is none of them: at most three, the most similar first
/// (Jaro–Winkler similarity; Winkler 1990).
pub fn similar_papers<'p>(name: &str, papers: impl Iterator<Item = &'p str>) -> Vec<String> {
    let folded = |name: &str| fold_for_search(name.trim()).to_lowercase();
    let wanted = folded(name);
    let mut similar: Vec<(f64, &str)> =
        papers.map(|paper| (strsim::jaro_winkler(&folded(paper), &wanted), paper)).collect();
    similar.retain(|(similarity, _)| *similarity >= MIN_SIMILARITY);
    similar.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    similar.into_iter().take(MAX_SUGGESTED).map(|(_, paper)| paper.to_owned()).collect()
}

/// Reads rows of `name,aliases,home`; aliases are separated by semicolons, or by the marks that Chinese lists have.
fn parse(text: &str) -> Vec<Source> {
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
    reader
        .records()
        .flatten()
        .map(|row| Source {
            name: row.get(0).unwrap_or_default().trim().into(),
            aliases: row
                .get(1)
                .unwrap_or_default()
                .split([';', '；', '、'])
                .map(|a| a.trim().to_lowercase())
                .filter(|a| !a.is_empty())
                .collect(),
            home: row.get(2).and_then(|home| Gazetteer::shared().parse(home)),
            is_national: row.get(2).is_some_and(|home| home.trim().is_empty()),
        })
        .filter(|source| !source.name.is_empty())
        .collect()
}

impl Sources {
    /// Adds a user's rows: CSV with the columns `name,aliases,home` and a header line; the home is an adcode or a name.
    pub fn extend_from_csv(&mut self, text: &str) {
        let mut list = parse(text);
        list.append(&mut self.list);
        *self = Sources { list, index: OnceLock::new() };
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(&self.list))
    }

    /// The paper whose name is in a path; of several names the longest counts.
    pub fn find_in_path(&self, path: &str) -> Option<&Source> {
        let path = path.to_lowercase();
        let index = self.index();
        // Where pages were saved from a site, its host tells which of several papers the initials in its paths mean.
        let is_on_site = names_host(&path);
        let found = index.finder.iter().flat_map(|finder| finder.find_overlapping_iter(&path));
        found
            .filter(|found| stands_alone(&path, found.start(), found.end()))
            .filter(|found| {
                let paper = &self.list[index.papers[found.pattern().as_usize()]];
                paper.is_national || !is_on_site || !are_initials(&path[found.start()..found.end()])
            })
            .map(|found| (found.len(), index.papers[found.pattern().as_usize()]))
            // Of equally long names the first counts, so that the user's own rows take precedence.
            .max_by_key(|&(length, paper)| (length, Reverse(paper)))
            .map(|(_, paper)| &self.list[paper])
    }

    /// The home of a paper as named in an article: from the table, else from a place in the name itself.
    pub fn home(&self, name: &str) -> Option<Adcode> {
        match self.named(name) {
            Some(source) => source.home,
            None => Gazetteer::shared().home_of(name),
        }
    }

    /// The tier of a paper as named in an article. Only papers in the table can be of the centre; an unknown paper
    /// without a place in its name has no tier.
    pub fn tier(&self, name: &str) -> Option<Tier> {
        match self.named(name) {
            Some(source) if source.is_national => Some(Tier::National),
            _ => match self.home(name) {
                Some(home) => Some(Tier::Province(home.province())),
                // “人民网－人民日报”: the site, and the paper that the site has it from.
                None => name
                    .split(JOINTS)
                    .filter_map(|part| self.named(part.trim()))
                    .rfind(|part| part.is_national)
                    .map(|_| Tier::National),
            },
        }
    }

    fn named(&self, name: &str) -> Option<&Source> {
        let named = &self.index().named;
        let paper = named.get(name).into_iter().chain(named.get(&name.to_lowercase())).min();
        paper.map(|&paper| &self.list[paper])
    }
}

/// Whether a text is the name of a paper or a journal in the shipped table and nothing else. Sites, agencies and programmes are none.
pub(in crate::corpus) fn is_listed(text: &str) -> bool {
    const OTHERS: [char; 9] = ['网', '站', '社', '台', '播', '端', '云', '视', '号'];
    // Pinyin and the codes of homes are no names that papers print.
    static NAMES: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
        let fields = TABLE.lines().skip(1).flat_map(|row| row.split([',', ';']));
        fields.map(str::trim).filter(|field| !field.is_ascii() && !field.ends_with(OTHERS)).collect()
    });
    NAMES.contains(text)
}

/// Whether a text is a name in the shipped table, of whatever kind of publisher, or that of an office whose site is in it.
pub(in crate::corpus) fn is_known_publisher(text: &str) -> bool {
    static NAMES: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
        let fields = TABLE.lines().skip(1).flat_map(|row| row.split([',', ';']));
        let names = fields.map(str::trim).filter(|field| !field.is_ascii());
        names.flat_map(|name| [Some(name), name.strip_suffix("网站")].into_iter().flatten()).collect()
    });
    NAMES.contains(text)
}

/// Whether a folder of a path is the name of a host: `paper.lanhe.example.com`.
fn names_host(path: &str) -> bool {
    let is_host = |folder: &str| {
        let ending = folder.rsplit('.').next().unwrap_or_default();
        folder.contains('.') && ["com", "cn", "net", "org"].contains(&ending)
    };
    path.rsplit(['/', '\\']).skip(1).any(is_host)
}

/// Whether a name is the initials of a local paper that several papers of provinces and large cities have: `hnrb` is Henan's, Hunan's
/// and Hainan's.
fn are_initials(name: &str) -> bool {
    const AMBIGUOUS: [&str; 16] =
        ["cz", "ha", "hb", "hn", "hz", "jx", "jz", "lz", "sx", "sz", "tz", "wh", "xz", "yc", "yz", "zz"];
    let kind = |place: &str| ["rb", "wb", "cb", "sb", "zb"].contains(&name.strip_prefix(place).unwrap_or_default());
    AMBIGUOUS.iter().any(|place| kind(place))
}

/// An ASCII name must stand by itself (`hubei-ribao`, not inside another word), and so must one of two characters, which may be a
/// part of any name (兰河 in 兰河县); a longer Chinese one may stand anywhere.
fn stands_alone(path: &str, start: usize, end: usize) -> bool {
    let name = &path[start..end];
    let is_short = name.chars().count() < 3;
    // A headline may quote a short name: “《求是》杂志发表文章”.
    let is_part = |c: char| !c.is_ascii_digit() && !"/\\-_. ".contains(c);
    let letter = |c: char| if is_short && !name.is_ascii() { is_part(c) } else { c.is_ascii_alphabetic() };
    !is_short && !name.is_ascii() || (!path[..start].ends_with(letter) && !path[end..].starts_with(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_with_similar_names_are_suggested() {
        let papers = ["兰河日报", "榕江日报", "兰河晚报", "青川电视台"];
        assert_eq!(similar_papers("兰河曰报", papers.into_iter()), ["兰河日报", "兰河晚报"]);
        assert_eq!(similar_papers("蘭河日報", papers.into_iter())[0], "兰河日报");
        assert_eq!(similar_papers("桂岭新闻网", papers.into_iter()), Vec::<String>::new());
    }

    #[test]
    fn names_in_the_table_are_known_as_a_whole() {
        for name in ["参考消息", "南方周末", "21世纪经济报道", "半月谈"] {
            assert!(is_listed(name), "{name}");
        }
        assert!(!is_listed("rmrb") && !is_listed("新华社") && !is_listed("参考消息报道") && !is_listed(""));
    }

    #[test]
    fn sites_of_papers_and_ministries_have_a_tier() {
        let sources = Sources::default();
        for name in ["人民网－人民日报", "人民网-人民日报", "住房和城乡建设部网站", "中国政府网"]
        {
            assert_eq!(sources.tier(name), Some(Tier::National), "{name}");
        }
        let gansu = "620000".parse().ok().map(Tier::Province);
        assert_eq!(sources.tier("人民网－甘肃频道"), gansu);
        assert_eq!(sources.tier("某某网－某某频道"), None);
    }

    #[test]
    fn papers_are_found_in_file_names() {
        let sources = Sources::default();
        assert_eq!(sources.find_in_path("in/guiyang-daily-2025-04-27.txt").map(|s| s.name.as_str()), Some("贵阳日报"));
        assert_eq!(sources.find_in_path("甘肃日报20250101.txt").map(|s| s.name.as_str()), Some("甘肃日报"));
        assert_eq!(sources.find_in_path("page-00-mixed.txt"), None);
        // Several papers have the same initials; the host of a saved page tells another than the table's.
        assert_eq!(sources.find_in_path("hnrb/20240305/1.txt").map(|s| s.name.as_str()), Some("河南日报"));
        assert_eq!(sources.find_in_path("hnrb.lanhe.example.com/202411/01/node_03.txt"), None);
        assert_eq!(sources.find_in_path("szb.lanhe.com.cn/gsrb/1.txt").map(|s| s.name.as_str()), Some("甘肃日报"));
        assert_eq!(sources.find_in_path("paper.lanhe.com.cn/rmrb/1.txt").map(|s| s.name.as_str()), Some("人民日报"));
    }

    #[test]
    fn short_names_are_found_where_they_stand_alone() {
        let mut sources = Sources::default();
        sources.extend_from_csv("name,aliases,home\n兰河日报,兰河；lh、LHRB2,甘肃兰州\n");
        for path in [
            "兰河/2024-03-05.txt",
            "in/兰河20240305.txt",
            "2024-03-05 兰河 01版.txt",
            "LH-2024-03-05.txt",
            "lhrb2/1.txt",
        ] {
            assert_eq!(sources.find_in_path(path).map(|s| s.name.as_str()), Some("兰河日报"), "{path}");
        }
        for path in ["兰河县/2024-03-05.txt", "新兰河20240305.txt", "alh-2024-03-05.txt"] {
            assert_eq!(sources.find_in_path(path), None, "{path}");
        }
    }

    #[test]
    fn homes_come_from_the_table_the_name_or_the_users_rows() {
        let mut sources = Sources::default();
        assert_eq!(sources.home("贵阳日报").unwrap().to_string(), "520100");
        assert_eq!(sources.home("绥宁党建网").unwrap().to_string(), "430527");
        assert_eq!(sources.home("江南早报"), None);
        assert_eq!(sources.home("掌上武隆").unwrap().to_string(), "500156");
        assert_eq!(sources.home("天中晚报").unwrap().to_string(), "411700");
        assert_eq!(sources.home("汤阴县人民政府网").unwrap().to_string(), "410523");
        for (paper, home) in [
            ("寿县人大网", "340422"),
            ("武功县融媒体中心", "610431"),
            ("长阳新闻网", "420528"),
            ("恩施州人民政府网", "422800"),
            ("雄安发布", "133100"),
            ("浦东时报", "310115"),
            ("西海岸报", "370211"),
            ("武陵都市报", "500114"),
            ("淮河晨刊", "340300"),
            ("贵安新区报", "520000"),
            ("第八师石河子市融媒体中心", "659001"),
        ] {
            assert_eq!(sources.home(paper).map(|home| home.to_string()).as_deref(), Some(home), "{paper}");
        }
        // No name of a place: a rock, an organisation, a university, the county that is not named.
        for paper in ["大理石信息网", "上海合作组织网", "中山大学报", "县融媒体中心", "人民日报"]
        {
            assert_eq!(sources.home(paper), None, "{paper}");
        }
        sources.extend_from_csv("name,aliases,home\n兰河日报,lanhe-ribao,甘肃兰州\n");
        assert_eq!(sources.home("兰河日报").unwrap().to_string(), "620100");
        assert_eq!(sources.find_in_path("lanhe-ribao-2024-03-05.txt").unwrap().name, "兰河日报");
        // The user's rows take precedence over the shipped ones; names are found in upper or lower case.
        sources.extend_from_csv("name,aliases,home\n兰河客户端,guiyang-daily,甘肃兰州\nLH晚报,,甘肃兰州\n");
        assert_eq!(sources.find_in_path("guiyang-daily-2025-04-27.txt").unwrap().name, "兰河客户端");
        assert_eq!(sources.find_in_path("LH晚报2025-04-27.txt").unwrap().name, "LH晚报");
    }

    #[test]
    fn only_papers_in_the_table_are_of_the_centre() {
        let mut sources = Sources::default();
        let province = |code: &str| Some(Tier::Province(code.parse().unwrap()));
        for (name, tier) in [
            ("人民日报", Some(Tier::National)),
            ("新华网", Some(Tier::National)),
            ("贵阳日报", province("520000")),
            ("绥宁党建网", province("430000")),
            ("江南早报", None),
            ("", None),
        ] {
            assert_eq!(sources.tier(name), tier, "{name}");
        }
        // A home that is no division, or a row without the field, does not make a paper one of the centre.
        sources.extend_from_csv("name,aliases,home\n九州新报,,\n浮云日报,,云上\n半行日报\n");
        assert_eq!(sources.tier("九州新报"), Some(Tier::National));
        assert_eq!((sources.tier("浮云日报"), sources.tier("半行日报")), (None, None));
    }
}
