-- What a crawl has still to do, what it minds about hosts, and which pages tell the same
-- article. A run that is killed leaves all of it as it was after its last transaction.

-- Addresses that feeds, lists, sitemaps or articles named and that are not fetched yet.
CREATE TABLE queue (
  id         INTEGER PRIMARY KEY,
  url        TEXT NOT NULL UNIQUE,
  source_id  INTEGER NOT NULL REFERENCES sources(id) ON DELETE CASCADE,
  title      TEXT,                  -- as the listing has it
  published  TEXT,                  -- time, as the listing has it
  primary_of TEXT,                  -- address of the article that names this as its source
  backfill   INTEGER NOT NULL CHECK (backfill IN (0, 1)),  -- fetched by crawl --since only
  listed_at  TEXT NOT NULL,
  attempts   INTEGER NOT NULL,      -- that failed
  next_at    TEXT NOT NULL,         -- not to be asked for earlier
  error      TEXT                   -- of the last attempt
) STRICT;
CREATE INDEX queue_source ON queue(source_id, id);

-- Hosts that failed or asked for silence.
CREATE TABLE hosts (
  name         TEXT PRIMARY KEY,    -- with its port, where that is not 80 or 443
  failures     INTEGER NOT NULL,    -- in a row
  closed_until TEXT,                -- no request before
  reason       TEXT
) STRICT, WITHOUT ROWID;

-- robots.txt by origin, for as long as RFC 9309 lets it be kept.
CREATE TABLE robots (
  origin     TEXT PRIMARY KEY,      -- https://news.example
  fetched_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  body       BLOB NOT NULL          -- empty: everything is allowed
) STRICT, WITHOUT ROWID;

-- Further pages that tell an article: the same words elsewhere (copy), or the notice of
-- the organisation itself (primary), which is an article of its own.
CREATE TABLE article_sources (
  article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  url        TEXT NOT NULL,
  relation   TEXT NOT NULL CHECK (relation IN ('copy', 'primary')),
  other_id   INTEGER REFERENCES articles(id) ON DELETE CASCADE,  -- of a primary notice
  source_id  INTEGER REFERENCES sources(id) ON DELETE SET NULL,
  site       TEXT,
  title      TEXT,
  published  TEXT,                  -- day in Japan
  seen_at    TEXT NOT NULL,
  page_id    INTEGER REFERENCES pages(id) ON DELETE SET NULL,    -- of a copy
  PRIMARY KEY (article_id, url)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_sources_url ON article_sources(url);
CREATE INDEX article_sources_other ON article_sources(other_id);

-- Fingerprints (simhash) of current words: texts that are nearly the same differ in few bits.
CREATE TABLE article_prints (
  article_id INTEGER PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE,
  day        TEXT NOT NULL,         -- published, else first seen
  simhash    INTEGER NOT NULL
) STRICT;
CREATE INDEX article_prints_day ON article_prints(day);

-- For status: a source's requests in their order, and the articles of a source.
CREATE INDEX fetches_source ON fetches(source_id, kind, id);

-- Every page by which an article is known, its own first.
CREATE VIEW v_article_sources AS
SELECT a.id AS article_id, a.url, 'own' AS relation, a.id AS other_id, s.name AS source, a.site,
       r.title, r.published
FROM articles a
JOIN article_revisions r ON r.article_id = a.id AND r.current
LEFT JOIN sources s ON s.id = a.source_id
UNION ALL
SELECT x.article_id, x.url, x.relation, x.other_id, s.name, x.site, x.title, x.published
FROM article_sources x
LEFT JOIN sources s ON s.id = x.source_id;
