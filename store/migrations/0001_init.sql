-- Kawaraban's database. Unknown is NULL, never 0 or ''. Times are UTC, RFC 3339
-- (2026-01-31T23:59:59Z); days of the story are ISO 8601 as precise as the article
-- tells them (2025-07-11, 2025-07, 2025). Nothing that was read is overwritten: a text
-- that changed is a new revision, newer rules make a new reading, and the columns
-- "current" say which of them counts. Start at the views at the end.

-- ---------------------------------------------------------------- what was fetched

-- Where articles are found.
CREATE TABLE sources (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,  -- as in the configuration
  home TEXT,
  feed TEXT
) STRICT;

-- The log of every request, failed ones too. The newest row of an address with status
-- 200 or 304 holds what a conditional request may send.
CREATE TABLE fetches (
  id            INTEGER PRIMARY KEY,
  source_id     INTEGER REFERENCES sources(id) ON DELETE SET NULL,
  kind          TEXT,              -- feed, list, robots, page
  url           TEXT NOT NULL,     -- as asked for
  final_url     TEXT,              -- after redirects, where it differs
  at            TEXT NOT NULL,     -- when the request began
  duration_ms   INTEGER NOT NULL,
  status        INTEGER,           -- HTTP status, NULL where no answer came
  bytes         INTEGER NOT NULL,
  etag          TEXT,
  last_modified TEXT,
  done          INTEGER NOT NULL CHECK (done IN (0, 1)),  -- 1: nothing is left to fetch there
  error         TEXT
) STRICT;
CREATE INDEX fetches_url ON fetches(url, id);

-- Answers as they came, one for each revision of an article.
CREATE TABLE pages (
  id            INTEGER PRIMARY KEY,
  url           TEXT NOT NULL,     -- as asked for
  final_url     TEXT,              -- after redirects, where it differs
  fetched_at    TEXT NOT NULL,
  content_type  TEXT,
  etag          TEXT,
  last_modified TEXT,
  hash          TEXT NOT NULL,     -- SHA-256 of the body, hexadecimal
  size          INTEGER NOT NULL,  -- of the body, in bytes
  body_zstd     BLOB NOT NULL      -- the body, compressed with zstd
) STRICT;
CREATE INDEX pages_url ON pages(url);

-- ------------------------------------------------------------------- what was read

-- An article is known by its address, or, pasted, by its words.
CREATE TABLE articles (
  id         INTEGER PRIMARY KEY,
  url        TEXT UNIQUE,
  paste_hash TEXT UNIQUE,          -- hash of the first revision of pasted text
  source_id  INTEGER REFERENCES sources(id) ON DELETE SET NULL,
  site       TEXT,
  first_seen TEXT NOT NULL,
  CHECK ((url IS NULL) <> (paste_hash IS NULL))
) STRICT;
CREATE INDEX articles_source ON articles(source_id);

-- The words of an article at one time: all that the extractor is given. The long column
-- comes last, here and below, so that the others are read without it.
CREATE TABLE article_revisions (
  id         INTEGER PRIMARY KEY,
  article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  number     INTEGER NOT NULL,     -- 1 is the first that was seen
  title      TEXT,
  published  TEXT,                 -- day in Japan
  updated    TEXT,                 -- day in Japan, as the page says
  hash       TEXT NOT NULL,        -- SHA-256 of title, text and published
  seen_at    TEXT NOT NULL,
  page_id    INTEGER REFERENCES pages(id) ON DELETE SET NULL,
  current    INTEGER NOT NULL CHECK (current IN (0, 1)),
  text       TEXT NOT NULL,
  UNIQUE (article_id, number)
) STRICT;
CREATE UNIQUE INDEX article_revisions_current ON article_revisions(article_id) WHERE current;
CREATE INDEX article_revisions_published ON article_revisions(published) WHERE current;
CREATE INDEX article_revisions_page ON article_revisions(page_id);

-- What one version of the rules makes of one revision.
CREATE TABLE readings (
  id                INTEGER PRIMARY KEY,
  revision_id       INTEGER NOT NULL REFERENCES article_revisions(id) ON DELETE CASCADE,
  extractor_version TEXT NOT NULL,
  read_at           TEXT NOT NULL,
  current           INTEGER NOT NULL CHECK (current IN (0, 1)),  -- the newest of its revision
  UNIQUE (revision_id, extractor_version)
) STRICT;
CREATE UNIQUE INDEX readings_current ON readings(revision_id) WHERE current;

-- One event at one organisation as one reading tells it. It counts while both its
-- reading and the revision read are current: view v_current_incidents.
CREATE TABLE incidents (
  id                  INTEGER PRIMARY KEY,
  reading_id          INTEGER NOT NULL REFERENCES readings(id) ON DELETE CASCADE,
  position            INTEGER NOT NULL,  -- 0 is the first in the article
  exposure            TEXT,              -- confirmed, possible, not_confirmed, unknown
  exposure_rule       TEXT,
  exposure_confidence TEXT,
  UNIQUE (reading_id, position)
) STRICT;

-- Parties by name (NFKC), the same across articles.
CREATE TABLE organizations (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

-- The slots of an incident. position is the order of the reading; rule is the rule that
-- read the value, confidence is high, medium or low; the words that prove it are in
-- evidence under the same incident_id and position and the slot's name.

CREATE TABLE incident_organizations (
  incident_id     INTEGER NOT NULL REFERENCES incidents(id) ON DELETE CASCADE,
  position        INTEGER NOT NULL,
  organization_id INTEGER REFERENCES organizations(id),  -- NULL where anonymous
  name            TEXT NOT NULL,      -- as written
  role            TEXT NOT NULL,      -- breached, affected
  anonymous       INTEGER NOT NULL CHECK (anonymous IN (0, 1)),
  rule            TEXT,
  confidence      TEXT,
  PRIMARY KEY (incident_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_organizations_organization ON incident_organizations(organization_id);

-- Other ways in which the article writes the party at position.
CREATE TABLE incident_organization_names (
  incident_id INTEGER NOT NULL,
  position    INTEGER NOT NULL,
  name_index  INTEGER NOT NULL,
  name        TEXT NOT NULL,
  PRIMARY KEY (incident_id, position, name_index),
  FOREIGN KEY (incident_id, position)
    REFERENCES incident_organizations(incident_id, position) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE incident_services (
  incident_id INTEGER NOT NULL REFERENCES incidents(id) ON DELETE CASCADE,
  position    INTEGER NOT NULL,
  name        TEXT NOT NULL,
  rule        TEXT,
  confidence  TEXT,
  PRIMARY KEY (incident_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE incident_causes (
  incident_id INTEGER NOT NULL REFERENCES incidents(id) ON DELETE CASCADE,
  position    INTEGER NOT NULL,
  code        TEXT NOT NULL,          -- labels of kind cause
  rule        TEXT,
  confidence  TEXT,
  PRIMARY KEY (incident_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_causes_code ON incident_causes(code);

CREATE TABLE incident_dates (
  incident_id INTEGER NOT NULL REFERENCES incidents(id) ON DELETE CASCADE,
  position    INTEGER NOT NULL,
  role        TEXT NOT NULL,          -- occurred, detected, announced, data_period, response
  date        TEXT NOT NULL,          -- 2025-07-11, 2025-07 or 2025
  date_end    TEXT,                   -- the last day of an interval
  text        TEXT NOT NULL,          -- as written
  rule        TEXT,
  confidence  TEXT,
  PRIMARY KEY (incident_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE incident_counts (
  incident_id INTEGER NOT NULL REFERENCES incidents(id) ON DELETE CASCADE,
  position    INTEGER NOT NULL,
  role        TEXT NOT NULL,          -- total, part, prior, impact
  unit        TEXT NOT NULL,          -- people, records, accounts, organizations, …
  value       INTEGER NOT NULL,
  value_max   INTEGER,                -- the upper end of a range
  qualifier   TEXT NOT NULL,          -- exact, about, at_most, at_least, several
  subject     TEXT,                   -- whose or what is counted, as written
  text        TEXT NOT NULL,          -- as written
  rule        TEXT,
  confidence  TEXT,
  PRIMARY KEY (incident_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE incident_categories (
  incident_id INTEGER NOT NULL REFERENCES incidents(id) ON DELETE CASCADE,
  position    INTEGER NOT NULL,
  code        TEXT NOT NULL,          -- labels of kind category
  status      TEXT NOT NULL,          -- exposed, not_exposed
  text        TEXT NOT NULL,          -- as written
  rule        TEXT,
  confidence  TEXT,
  PRIMARY KEY (incident_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_categories_code ON incident_categories(code);

-- The words that prove a value: text is characters start_at to end_at (from 0, end
-- excluded, in Unicode code points) of the revision's text, or of its title.
CREATE TABLE evidence (
  incident_id INTEGER NOT NULL REFERENCES incidents(id) ON DELETE CASCADE,
  slot        TEXT NOT NULL CHECK (slot IN
    ('exposure', 'organization', 'service', 'cause', 'date', 'count', 'category')),
  position    INTEGER NOT NULL,       -- of the value in its slot, 0 for exposure
  span        INTEGER NOT NULL,       -- 0 is the first span that proves the value
  place       TEXT NOT NULL CHECK (place IN ('text', 'title')),
  start_at    INTEGER NOT NULL,
  end_at      INTEGER NOT NULL,
  text        TEXT NOT NULL,
  PRIMARY KEY (incident_id, slot, position, span)
) STRICT, WITHOUT ROWID;

-- What the codes mean. Brought up to date whenever the database is opened for writing.
CREATE TABLE labels (
  kind      TEXT NOT NULL,            -- cause, category
  code      TEXT NOT NULL,
  position  INTEGER NOT NULL,         -- the order in which they are shown
  label_ja  TEXT NOT NULL,
  label_en  TEXT NOT NULL,
  family    TEXT,                     -- of a category: identity, contact, …
  sensitive TEXT,                     -- of a category: yes (要配慮), financial, no
  PRIMARY KEY (kind, code)
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------------- full text

-- The current words of each article as they are searched: NFKC, lower case. A copy of
-- its own, because full-width letters and half-width kana must find one another while
-- evidence counts in the text as it was written.
CREATE TABLE article_search (
  article_id    INTEGER PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE,
  title         TEXT NOT NULL,
  organizations TEXT NOT NULL,        -- parties of current incidents, one a line
  text          TEXT NOT NULL
) STRICT;

-- MATCH finds words of three characters or more; shorter ones are looked for with instr()
-- in article_search. Trigrams, because the default tokenizer does not part Japanese words.
CREATE VIRTUAL TABLE article_fts USING fts5(
  title, organizations, text,
  content = 'article_search', content_rowid = 'article_id', tokenize = 'trigram'
);
CREATE TRIGGER article_search_insert AFTER INSERT ON article_search BEGIN
  INSERT INTO article_fts(rowid, title, organizations, text)
  VALUES (new.article_id, new.title, new.organizations, new.text);
END;
CREATE TRIGGER article_search_delete AFTER DELETE ON article_search BEGIN
  INSERT INTO article_fts(article_fts, rowid, title, organizations, text)
  VALUES ('delete', old.article_id, old.title, old.organizations, old.text);
END;
CREATE TRIGGER article_search_update AFTER UPDATE ON article_search BEGIN
  INSERT INTO article_fts(article_fts, rowid, title, organizations, text)
  VALUES ('delete', old.article_id, old.title, old.organizations, old.text);
  INSERT INTO article_fts(rowid, title, organizations, text)
  VALUES (new.article_id, new.title, new.organizations, new.text);
END;

-- -------------------------------------------------------------------------- views

-- Articles with their current words. A text without a title of its own is called by its
-- first line.
CREATE VIEW v_articles AS
SELECT a.id AS article_id, a.url,
       coalesce(r.title, nullif(substr(ltrim(r.text, char(9, 10, 13, 32, 12288)), 1,
         instr(ltrim(r.text, char(9, 10, 13, 32, 12288)) || char(10), char(10)) - 1), '')) AS title,
       r.published, r.updated, a.site, s.name AS source, a.first_seen,
       r.number AS revisions, r.seen_at AS revised_at, r.text, r.id AS revision_id
FROM articles a
JOIN article_revisions r ON r.article_id = a.id AND r.current
LEFT JOIN sources s ON s.id = a.source_id;

-- The incidents that count: current readings of current revisions.
CREATE VIEW v_current_incidents AS
SELECT i.id AS incident_id, r.article_id, i.position, i.exposure,
       g.extractor_version, g.read_at
FROM incidents i
JOIN readings g ON g.id = i.reading_id AND g.current
JOIN article_revisions r ON r.id = g.revision_id AND r.current;

-- One row for each current incident. Lists are parted by "; " in the order of the text.
-- Of several dates of one role the earliest, the more precise one first. people and
-- records are the totals that the article states.
CREATE VIEW v_incidents AS
SELECT i.incident_id, a.article_id, a.url, a.title, a.published, a.site, a.source,
  (SELECT group_concat(name, '; ') FROM (SELECT name FROM incident_organizations
    WHERE incident_id = i.incident_id AND role = 'breached' ORDER BY position)) AS breached,
  (SELECT group_concat(name, '; ') FROM (SELECT name FROM incident_organizations
    WHERE incident_id = i.incident_id AND role = 'affected' ORDER BY position)) AS affected,
  (SELECT group_concat(name, '; ') FROM (SELECT name FROM incident_services
    WHERE incident_id = i.incident_id ORDER BY position)) AS services,
  (SELECT date FROM incident_dates WHERE incident_id = i.incident_id AND role = 'announced'
    ORDER BY date || substr('-99-99', length(date) - 3), position LIMIT 1) AS announced,
  (SELECT date FROM incident_dates WHERE incident_id = i.incident_id AND role = 'occurred'
    ORDER BY date || substr('-99-99', length(date) - 3), position LIMIT 1) AS occurred,
  (SELECT max(date_end) FROM incident_dates
    WHERE incident_id = i.incident_id AND role = 'occurred') AS occurred_until,
  (SELECT date FROM incident_dates WHERE incident_id = i.incident_id AND role = 'detected'
    ORDER BY date || substr('-99-99', length(date) - 3), position LIMIT 1) AS detected,
  (SELECT value FROM incident_counts WHERE incident_id = i.incident_id
    AND role = 'total' AND unit = 'people' ORDER BY value DESC, position LIMIT 1) AS people,
  (SELECT qualifier FROM incident_counts WHERE incident_id = i.incident_id
    AND role = 'total' AND unit = 'people' ORDER BY value DESC, position LIMIT 1) AS people_qualifier,
  (SELECT value FROM incident_counts WHERE incident_id = i.incident_id
    AND role = 'total' AND unit = 'records' ORDER BY value DESC, position LIMIT 1) AS records,
  (SELECT qualifier FROM incident_counts WHERE incident_id = i.incident_id
    AND role = 'total' AND unit = 'records' ORDER BY value DESC, position LIMIT 1) AS records_qualifier,
  (SELECT group_concat(code, '; ') FROM (SELECT code FROM incident_causes
    WHERE incident_id = i.incident_id ORDER BY position)) AS causes,
  i.exposure,
  (SELECT group_concat(code, '; ') FROM (SELECT code FROM incident_categories
    WHERE incident_id = i.incident_id AND status = 'exposed' ORDER BY position)) AS categories_exposed,
  (SELECT group_concat(code, '; ') FROM (SELECT code FROM incident_categories
    WHERE incident_id = i.incident_id AND status = 'not_exposed' ORDER BY position)) AS categories_not_exposed,
  i.extractor_version, i.read_at
FROM v_current_incidents i
JOIN v_articles a ON a.article_id = i.article_id;

-- Every date of every current incident, for timelines.
CREATE VIEW v_dates AS
SELECT i.incident_id, i.article_id, d.date, d.date_end, d.role, d.text, d.confidence
FROM v_current_incidents i
JOIN incident_dates d ON d.incident_id = i.incident_id;

-- Every number of every current incident.
CREATE VIEW v_counts AS
SELECT i.incident_id, i.article_id, c.value, c.value_max, c.unit, c.qualifier, c.role,
       c.subject, c.text, c.confidence
FROM v_current_incidents i
JOIN incident_counts c ON c.incident_id = i.incident_id;

-- Every kind of data of every current incident, with its labels.
CREATE VIEW v_categories AS
SELECT i.incident_id, i.article_id, c.code, l.label_ja, l.label_en, l.family, l.sensitive,
       c.status, c.text, c.confidence
FROM v_current_incidents i
JOIN incident_categories c ON c.incident_id = i.incident_id
LEFT JOIN labels l ON l.kind = 'category' AND l.code = c.code;

-- Every cause of every current incident, with its labels.
CREATE VIEW v_causes AS
SELECT i.incident_id, i.article_id, c.code, l.label_ja, l.label_en, c.confidence
FROM v_current_incidents i
JOIN incident_causes c ON c.incident_id = i.incident_id
LEFT JOIN labels l ON l.kind = 'cause' AND l.code = c.code;
