//! Feeds of web sites: RSS of any age and Atom.

use std::str::FromStr;
use std::sync::LazyLock;

use jiff::fmt::rfc2822;
use jiff::tz;
use regex::Regex;
use rss::Channel;
use serde_json::{Value, json};

use crate::text::pattern;

/// The hours by which China is ahead of universal time: feeds often state their times in that of Greenwich.
const CHINA_HOURS: i8 = 8;

/// The entries of a feed as the rows of a table, a JSON array of objects; none where a text is no feed.
pub(in crate::corpus::read) fn rows(text: &str) -> Option<Value> {
    // The text is decoded, so that the encoding it declares is no longer its own; many sites write `&` as it is.
    static DECLARATION: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s*<\?xml[^>]*\?>"));
    static BARE: LazyLock<Regex> = LazyLock::new(|| pattern(r"&(#?\w{1,8};)?"));
    let text = DECLARATION.replace(text.trim_start_matches('\u{FEFF}'), "");
    let escaped =
        |found: &regex::Captures<'_>| found.get(1).map_or_else(|| "&amp;".to_owned(), |_| found[0].to_owned());
    parsed(text.trim_start()).or_else(|| parsed(BARE.replace_all(text.trim_start(), escaped).as_ref()))
}

fn parsed(text: &str) -> Option<Value> {
    Channel::from_str(text).map(|channel| channel_rows(&channel)).ok().or_else(|| {
        let feed = atom_syndication::Feed::from_str(text).ok()?;
        Some(feed_rows(&feed))
    })
}

fn channel_rows(channel: &Channel) -> Value {
    let row = |item: &rss::Item| {
        let dublin = item.dublin_core_ext();
        let day = item.pub_date().or_else(|| dublin?.dates().first().map(String::as_str));
        let source = item.source().and_then(rss::Source::title);
        let author = item.author().or_else(|| dublin?.creators().first().map(String::as_str));
        let longer = |one: Option<&str>, other: Option<&str>| {
            let (one, other) = (one.unwrap_or_default(), other.unwrap_or_default());
            if one.chars().count() >= other.chars().count() { one.to_owned() } else { other.to_owned() }
        };
        json!({
            "title": item.title(),
            "date": day.map(day_in_china),
            "source": source.or_else(|| author.filter(|author| is_outlet(author))).unwrap_or(channel.title()),
            "author": author.filter(|author| !is_outlet(author)),
            "text": longer(item.content(), item.description()),
            "url": item.link(),
        })
    };
    let kinds: Vec<&str> = channel.items().iter().map(kind_of_post).collect();
    let has_posts = kinds.contains(&"post");
    let is_article = |kind: &str| !(PARTS_OF_SITES.contains(&kind) || has_posts && kind == "page");
    channel.items().iter().zip(kinds).filter(|(_, kind)| is_article(kind)).map(|(item, _)| row(item)).collect()
}

/// The kinds of items in an export of WordPress that are parts of the site and no articles. A page, which tells who runs the site, is
/// none beside posts either.
const PARTS_OF_SITES: [&str; 12] = [
    "attachment",
    "nav_menu_item",
    "revision",
    "custom_css",
    "customize_changeset",
    "oembed_cache",
    "user_request",
    "wp_block",
    "wp_template",
    "wp_template_part",
    "wp_global_styles",
    "wp_navigation",
];

/// The kind of an item that WordPress exported; empty for those of other feeds.
fn kind_of_post(item: &rss::Item) -> &str {
    let kind = item.extensions().get("wp").and_then(|fields| fields.get("post_type"));
    kind.and_then(|kind| kind.first()?.value()).map_or("", str::trim)
}

fn feed_rows(feed: &atom_syndication::Feed) -> Value {
    let row = |entry: &atom_syndication::Entry| {
        let day = entry.published().unwrap_or(entry.updated());
        // An aggregator tells the feed that it took an entry from (RFC 4287, 4.2.11).
        let source = entry.source().map(|source| source.title().as_str().trim()).filter(|name| !name.is_empty());
        let author = entry.authors().first().or_else(|| entry.source()?.authors().first());
        let author = author.map(atom_syndication::Person::name);
        let paper = source.into_iter().chain(author).find(|name| is_outlet(name));
        let text = entry.content().and_then(atom_syndication::Content::value);
        json!({
            "title": entry.title().as_str(),
            "date": day_in_china(&day.to_rfc3339()),
            "source": paper.or(source).unwrap_or(feed.title().as_str()),
            "author": author.filter(|author| !is_outlet(author)),
            "text": text.or_else(|| entry.summary().map(atom_syndication::Text::as_str)),
            "url": entry.links().first().map(atom_syndication::Link::href),
        })
    };
    feed.entries().iter().map(row).collect()
}

/// Whether the author of an entry is a paper or a site rather than a person.
fn is_outlet(author: &str) -> bool {
    ["报", "网", "社", "台", "報", "網", "刊", "频道", "客户端"].iter().any(|ending| author.ends_with(ending))
}

/// The day in China of a time as feeds write it (RFC 2822, RFC 3339); other forms stay as they are.
fn day_in_china(time: &str) -> String {
    let time = time.trim();
    let stamp = rfc2822::DateTimeParser::new().parse_timestamp(time).or_else(|_| time.parse::<jiff::Timestamp>());
    stamp.map_or_else(|_| time.to_owned(), |stamp| tz::offset(CHINA_HOURS).to_datetime(stamp).date().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_of_rss_are_rows() {
        let feed = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>兰河要闻</title><link>http://a.example</link>\
            <description>兰河</description><item><title>三个项目签约</title><description>&lt;p&gt;昨日签约。&lt;/p&gt;</description>\
            <pubDate>Tue, 05 Mar 2024 18:30:00 GMT</pubDate><author>兰河日报</author></item><item><title>公园开放</title>\
            <description>市民常来。</description><pubDate>2024-03-07</pubDate><author>何晓岚</author></item></channel></rss>";
        assert_eq!(
            rows(feed).unwrap(),
            json!([
                {"title": "三个项目签约", "date": "2024-03-06", "source": "兰河日报", "author": null, "text": "<p>昨日签约。</p>", "url": null},
                {"title": "公园开放", "date": "2024-03-07", "source": "兰河要闻", "author": "何晓岚", "text": "市民常来。", "url": null},
            ])
        );
    }

    #[test]
    fn parts_of_a_site_are_no_articles() {
        let item = |title: &str, kind: &str| {
            format!("<item><title>{title}</title><wp:post_type><![CDATA[{kind}]]></wp:post_type></item>")
        };
        let titles = |items: &str| -> Vec<String> {
            let feed = format!(
                "<rss version=\"2.0\" xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel><title>兰河要闻</title>\
                 <link>http://a.example</link><description>兰河</description>{items}</channel></rss>"
            );
            let found = rows(&feed).unwrap();
            found.as_array().unwrap().iter().map(|row| row["title"].as_str().unwrap().to_owned()).collect()
        };
        let (post, page) = (item("三个项目签约", "post"), item("关于我们", "page"));
        let parts = item("封面", "attachment") + &item("首页", "nav_menu_item");
        assert_eq!(titles(&format!("{parts}{post}{page}")), ["三个项目签约"]);
        assert_eq!(titles(&format!("{page}{}", item("公园开放", "news"))), ["关于我们", "公园开放"]);
    }

    #[test]
    fn entries_of_atom_are_rows() {
        let feed = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>兰河市政府</title><id>a</id><updated>2024-03-08T08:00:00+08:00</updated>\
            <entry><title>三个项目签约</title><id>b</id><published>2024-03-05T17:05:00+08:00</published><updated>2024-03-06T09:00:00+08:00</updated>\
            <content type=\"html\">&lt;p&gt;昨日签约。&lt;/p&gt;</content></entry></feed>";
        let found = rows(feed).unwrap();
        assert_eq!((&found[0]["date"], &found[0]["source"]), (&json!("2024-03-05"), &json!("兰河市政府")));
        assert_eq!(found[0]["text"], "<p>昨日签约。</p>");
        let taken = "<source><id>c</id><title>兰河日报</title><author><name>何晓岚</name></author></source><content";
        let found = rows(&feed.replace("<content", taken)).unwrap();
        assert_eq!((&found[0]["source"], &found[0]["author"]), (&json!("兰河日报"), &json!("何晓岚")));
    }

    #[test]
    fn declared_encodings_and_bare_signs_do_not_matter() {
        let feed = "<?xml version=\"1.0\" encoding=\"gb2312\"?><rss version=\"2.0\"><channel><title>兰河要闻</title><link>http://a.example/?a=1&b=2</link>\
            <description>兰河</description><item><title>研发&试验 A&amp;B</title></item></channel></rss>";
        assert_eq!(rows(feed).unwrap()[0]["title"], "研发&试验 A&B");
    }

    #[test]
    fn other_texts_are_no_feeds() {
        for text in ["", "<", "<html></html>", "<rss>", "<feed>", "会议召开。"] {
            assert!(rows(text).is_none_or(|rows| rows == json!([])), "{text}");
        }
    }
}
