//! The layout of an archive: one SQL script for each version, applied in order. `PRAGMA user_version` counts them.

/// Marks the file as an archive (`PRAGMA application_id`): the letters `PVAN`.
pub(super) const APPLICATION_ID: i64 = 0x5056_414E;

/// The scripts that lead from each version to the next. Scripts that were released are never changed.
pub(super) const MIGRATIONS: &[&str] =
    &[VERSION_1, VERSION_2, VERSION_3, VERSION_4, VERSION_5, VERSION_6, VERSION_7, VERSION_8];

/// Tables are named in the singular; the plural names are views for people and other programs.
const VERSION_1: &str = "
-- A file that was read.
CREATE TABLE input (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,       -- where it lay
    name TEXT NOT NULL,              -- as results name it
    digest TEXT NOT NULL,            -- SHA-256 of its bytes
    size INTEGER NOT NULL,           -- in bytes
    modified INTEGER NOT NULL,       -- its time of modification in nanoseconds since 1970
    reading TEXT NOT NULL,           -- digest of the options it was read with
    added_at TEXT NOT NULL           -- UTC
);
CREATE INDEX input_by_digest ON input (digest);
-- A page that was cut into articles.
CREATE TABLE page (
    input INTEGER NOT NULL REFERENCES input (id),
    position INTEGER NOT NULL,
    file TEXT NOT NULL,
    source TEXT NOT NULL,
    date TEXT,
    articles INTEGER NOT NULL,
    PRIMARY KEY (input, position)
) WITHOUT ROWID;
-- A table of papers and their homes that was read beside the issues.
CREATE TABLE source_table (
    path TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    digest TEXT NOT NULL,
    size INTEGER NOT NULL,
    text TEXT NOT NULL
) WITHOUT ROWID;
-- An article as it was read; its text is apart, so that this table stays small.
CREATE TABLE article (
    id INTEGER PRIMARY KEY,
    input INTEGER NOT NULL REFERENCES input (id),
    position INTEGER NOT NULL,       -- its place in the input, from 0
    key TEXT NOT NULL,               -- digest of identifier, headline and text; labels refer to it
    article_id TEXT NOT NULL,
    file TEXT NOT NULL,
    date TEXT,
    event_date TEXT,
    source TEXT NOT NULL,
    page TEXT NOT NULL,
    title TEXT NOT NULL,
    byline TEXT NOT NULL,
    dateline TEXT,                   -- JSON: agency, place, date
    captions TEXT NOT NULL,          -- JSON array
    boundary REAL,
    region TEXT NOT NULL,            -- adcode
    region_confidence REAL,
    regions TEXT NOT NULL,           -- JSON array of adcodes
    given_theme TEXT NOT NULL,       -- the label that the file came with
    given_also TEXT NOT NULL,        -- JSON array
    extra TEXT NOT NULL,             -- JSON object of unknown fields
    UNIQUE (input, position)
);
CREATE INDEX article_by_date ON article (date);
CREATE INDEX article_by_key ON article (key);
CREATE TABLE article_text (
    article INTEGER PRIMARY KEY REFERENCES article (id),
    text TEXT NOT NULL
);
-- What the model chose. Labels of people are apart, in the table label.
CREATE TABLE assignment (
    article INTEGER PRIMARY KEY REFERENCES article (id),
    model TEXT NOT NULL,             -- digest of the model
    theme TEXT NOT NULL,             -- the likeliest theme, also where it is undetermined
    undetermined TEXT,               -- why no theme can be assigned
    probability REAL NOT NULL,
    also TEXT NOT NULL,              -- JSON array
    assigned_at TEXT NOT NULL        -- UTC
);
CREATE TABLE assignment_detail (
    article INTEGER PRIMARY KEY REFERENCES article (id),
    probabilities BLOB NOT NULL,     -- of each theme, 32-bit floats, little endian
    evidence TEXT NOT NULL,          -- JSON array of [term, weight]
    unknown_share REAL,
    title_words BLOB NOT NULL,       -- where words stand
    text_words BLOB NOT NULL
);
-- What people decided; rows are only added, and the last one counts.
CREATE TABLE label (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,               -- of the article
    article_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('correction', 'label')),
    theme TEXT,                      -- NULL takes the one before back
    also TEXT NOT NULL,              -- JSON array
    who TEXT NOT NULL,
    at TEXT NOT NULL,                -- UTC
    note TEXT NOT NULL
);
CREATE INDEX label_by_key ON label (key, kind);
-- The names of themes.
CREATE TABLE theme (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    zh TEXT NOT NULL,
    en TEXT NOT NULL
) WITHOUT ROWID;
-- The index of characters. See src/archive/tokens.rs for how texts and queries are written for it.
CREATE VIRTUAL TABLE search USING fts5 (
    title, text, content = '', tokenize = \"unicode61 remove_diacritics 0\"
);

CREATE VIEW corrections AS
SELECT label.key, label.article_id, label.theme, label.also, label.who, label.at, label.note
FROM label
WHERE label.kind = 'correction' AND label.theme IS NOT NULL
    AND label.id = (SELECT max(id) FROM label AS other WHERE other.key = label.key AND other.kind = 'correction');
CREATE VIEW articles AS
SELECT
    article.id, article.article_id, article.date, article.source AS paper, article.page, article.title,
    article_text.text, article.region, article.byline, article.file,
    coalesce(corrections.theme, CASE WHEN assignment.undetermined IS NULL THEN assignment.theme END) AS theme,
    (SELECT zh FROM theme WHERE theme.id = coalesce(corrections.theme,
        CASE WHEN assignment.undetermined IS NULL THEN assignment.theme END)) AS theme_name,
    coalesce(corrections.also, assignment.also) AS also, assignment.theme AS model_theme, assignment.probability,
    assignment.undetermined, assignment.model, assignment.assigned_at, corrections.theme AS corrected_theme,
    corrections.who AS corrected_by, corrections.at AS corrected_at
FROM article
JOIN article_text ON article_text.article = article.id
LEFT JOIN assignment ON assignment.article = article.id
LEFT JOIN corrections ON corrections.key = article.key;
-- Articles of each theme by month, of all articles that have a theme and a date.
CREATE VIEW series AS
WITH counted AS (
    SELECT substr(article.date, 1, 7) AS month,
        coalesce(corrections.theme, CASE WHEN assignment.undetermined IS NULL THEN assignment.theme END) AS theme
    FROM article
    LEFT JOIN assignment ON assignment.article = article.id
    LEFT JOIN corrections ON corrections.key = article.key
    WHERE length(article.date) >= 7
), totals AS (
    SELECT month, count(theme) AS total FROM counted GROUP BY month
)
SELECT counted.month, counted.theme, theme.zh AS theme_name, count(*) AS articles, totals.total,
    1.0 * count(*) / totals.total AS share
FROM counted JOIN totals ON totals.month = counted.month LEFT JOIN theme ON theme.id = counted.theme
WHERE counted.theme IS NOT NULL
GROUP BY counted.month, counted.theme;
";

/// What makes counting and listing fast, what was left out since its file was corrected, and each coder's last label.
/// [`Archive::fill_margins`](crate::archive::Archive) fills the margins of assignments that were stored before.
const VERSION_2: &str = "
-- What lists and counts need to know of each article, in few bytes. Triggers keep it.
CREATE TABLE facet (
    article INTEGER PRIMARY KEY REFERENCES article (id),
    date TEXT,
    source TEXT NOT NULL,
    region TEXT NOT NULL,
    theme TEXT                       -- the correction, else the model's; NULL where it is undetermined
);
INSERT INTO facet (article, date, source, region, theme)
SELECT article.id, article.date, article.source, article.region,
    coalesce(corrections.theme, CASE WHEN assignment.undetermined IS NULL THEN assignment.theme END)
FROM article
LEFT JOIN assignment ON assignment.article = article.id
LEFT JOIN corrections ON corrections.key = article.key;
CREATE INDEX facet_by_date ON facet (date, theme, source, region);
CREATE INDEX facet_by_source ON facet (source);
CREATE TRIGGER facet_of_article AFTER INSERT ON article BEGIN
    INSERT INTO facet (article, date, source, region) VALUES (new.id, new.date, new.source, new.region);
END;
CREATE TRIGGER facet_without_article BEFORE DELETE ON article BEGIN
    DELETE FROM facet WHERE article = old.id;
END;
CREATE TRIGGER facet_of_assignment AFTER INSERT ON assignment BEGIN
    UPDATE facet SET theme = coalesce(
        (SELECT label.theme FROM label
         WHERE label.key = (SELECT key FROM article WHERE id = new.article) AND label.kind = 'correction'
         ORDER BY label.id DESC LIMIT 1),
        CASE WHEN new.undetermined IS NULL THEN new.theme END)
    WHERE article = new.article;
END;
CREATE TRIGGER facet_of_correction AFTER INSERT ON label WHEN new.kind = 'correction' BEGIN
    UPDATE facet SET theme = coalesce(
        new.theme,
        (SELECT CASE WHEN assignment.undetermined IS NULL THEN assignment.theme END
         FROM assignment WHERE assignment.article = facet.article))
    WHERE article IN (SELECT id FROM article WHERE article.key = new.key);
END;
-- How sure the model was: the likeliest theme's probability less that of the second likeliest, which has the number rival.
ALTER TABLE assignment ADD COLUMN margin REAL;
ALTER TABLE assignment ADD COLUMN rival INTEGER;
CREATE INDEX assignment_by_margin ON assignment (margin) WHERE undetermined IS NULL;
CREATE INDEX assignment_by_model ON assignment (model);
CREATE INDEX assignment_undetermined ON assignment (undetermined) WHERE undetermined IS NOT NULL;
-- Files that a corrected one replaced. They are not read again where they still lie in a folder.
CREATE TABLE superseded (
    digest TEXT NOT NULL,            -- SHA-256 of the bytes
    name TEXT NOT NULL,
    at TEXT NOT NULL,                -- UTC
    PRIMARY KEY (digest, name)
) WITHOUT ROWID;
-- Each coder's last label of each article; one that its coder took back is none.
CREATE VIEW labels AS
SELECT label.id, label.key, label.article_id, label.who, label.theme, label.also, label.at, label.note
FROM label
WHERE label.kind = 'label' AND label.theme IS NOT NULL
    AND label.id = (SELECT max(id) FROM label AS other
        WHERE other.key = label.key AND other.kind = 'label' AND other.who = label.who);
";

const VERSION_3: &str = "
-- The model that the archive's articles are classified with where it was adapted to labels of them; without a row it is the
-- program's.
CREATE TABLE model (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    digest TEXT NOT NULL,
    bytes BLOB NOT NULL,             -- a model file
    who TEXT NOT NULL,               -- who adopted it
    at TEXT NOT NULL                 -- UTC
);
";

const VERSION_4: &str = "
-- The highest number that an article ever had. SQLite would give the number of a removed article to the next one, and a page that
-- is still open would correct that one.
CREATE TABLE article_number (highest INTEGER NOT NULL);
INSERT INTO article_number SELECT coalesce(max(id), 0) FROM article;
CREATE TRIGGER article_number_kept AFTER DELETE ON article BEGIN
    UPDATE article_number SET highest = max(highest, old.id);
END;
";

const VERSION_5: &str = "
-- The queue in which a coder met the article; NULL where the label came another way. It stood at the beginning of the note before.
ALTER TABLE label ADD COLUMN queue TEXT;
UPDATE label SET queue = substr(note, 1, instr(note || ':', ':') - 1)
WHERE kind = 'label'
    AND substr(note, 1, instr(note || ':', ':') - 1) IN ('random', 'uncertain', 'barely', 'almost', 'suspected');
UPDATE label SET note = ltrim(substr(note, length(queue) + 2)) WHERE queue IS NOT NULL;
DROP VIEW labels;
CREATE VIEW labels AS
SELECT label.id, label.key, label.article_id, label.who, label.theme, label.also, label.at, label.note, label.queue
FROM label
WHERE label.kind = 'label' AND label.theme IS NOT NULL
    AND label.id = (SELECT max(id) FROM label AS other
        WHERE other.key = label.key AND other.kind = 'label' AND other.who = label.who);
-- Issues are found without passing over their articles.
DROP INDEX facet_by_source;
CREATE INDEX facet_by_issue ON facet (source, date);
-- The sample of an audit: which articles it is about, and which of them were drawn.
CREATE TABLE audit (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    highest INTEGER NOT NULL,        -- the highest number of an article when it was drawn; later ones are not part of it
    articles INTEGER NOT NULL,       -- articles that it was drawn from, copies counted once
    who TEXT NOT NULL,               -- who drew it
    at TEXT NOT NULL                 -- UTC
);
CREATE TABLE audit_article (
    key TEXT PRIMARY KEY,            -- of the article
    position INTEGER NOT NULL,       -- its place in the order in which coders meet the sample
    probability REAL NOT NULL        -- with which it was drawn
) WITHOUT ROWID;
";

const VERSION_6: &str = "
-- Articles of the file that other files brought before; where one of those is removed the file is read again.
ALTER TABLE input ADD COLUMN copies INTEGER NOT NULL DEFAULT 0;
";

/// What finds the pages of packed files. [`Archive::take_out_doubles`](crate::archive::Archive) mends what versions before did.
const VERSION_7: &str = "
CREATE INDEX IF NOT EXISTS article_by_file ON article (input, file);
";

/// The log of what was done. See `src/archive/events.rs`.
const VERSION_8: &str = "
-- What was done to the archive, in order. Rows are only added: the triggers refuse everything else.
CREATE TABLE IF NOT EXISTS event (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,                -- UTC
    who TEXT NOT NULL,               -- empty where nobody was named
    kind TEXT NOT NULL CHECK (kind IN ('add', 'remove', 'adopt', 'reclassify', 'correction', 'labels', 'audit')),
    what TEXT NOT NULL,              -- files, a paper and a day, an identifier with a theme, the digest of a model
    articles INTEGER NOT NULL        -- how many came, went or changed; of labels, where a file of them was read
);
CREATE TRIGGER IF NOT EXISTS event_never_changes BEFORE UPDATE ON event BEGIN
    SELECT RAISE(ABORT, 'the log is only added to');
END;
CREATE TRIGGER IF NOT EXISTS event_never_goes BEFORE DELETE ON event BEGIN
    SELECT RAISE(ABORT, 'the log is only added to');
END;
CREATE VIEW IF NOT EXISTS events AS
SELECT id, at, who, kind, what, articles FROM event ORDER BY id DESC;
";
