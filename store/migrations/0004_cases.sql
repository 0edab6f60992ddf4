-- Cases: one event at one organisation, across articles and over time. What the reports
-- say stays as it is in the tables of incidents; a case links them and shows the latest
-- word. Cases are made anew from reports and decisions whenever either changes, and keep
-- their numbers. Start at v_cases.

CREATE TABLE cases (
  id                     INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used again for another case
  organization_id        INTEGER REFERENCES organizations(id),  -- whose case it is, NULL where anonymous
  organization           TEXT,     -- the fullest form of the name, as written
  contractor             TEXT,     -- the breached organisation, where the case is its client's
  contractor_case_id     INTEGER REFERENCES cases(id) ON DELETE SET NULL,  -- the contractor's own case
  title                  TEXT,     -- of the first report
  published              TEXT,     -- day the first report appeared
  announced              TEXT,     -- first announcement that a report tells
  occurred               TEXT,     -- beginning, by the latest report that tells it
  occurred_until         TEXT,     -- end of an interval
  detected               TEXT,     -- by the latest report that tells it
  people                 INTEGER,  -- total, by the latest report that tells it
  people_qualifier       TEXT,     -- exact, about, at_most, at_least, several
  people_as_of           TEXT,     -- the day of that report
  first_reported_people  INTEGER,  -- total, by the first report that tells it
  records                INTEGER,  -- total, by the latest report that tells it
  records_qualifier      TEXT,     -- exact, about, at_most, at_least, several
  records_as_of          TEXT,     -- the day of that report
  first_reported_records INTEGER,  -- total, by the first report that tells it
  exposure               TEXT,     -- confirmed, possible, not_confirmed, unknown: the latest but unknown
  confidence             TEXT,     -- high, medium, low: the least of organisation, totals and causes
  first_seen             TEXT NOT NULL,  -- when the first of its articles was first seen
  revised_at             TEXT NOT NULL,  -- when what the case tells last changed
  digest                 TEXT NOT NULL   -- hash of what the case tells
) STRICT;
CREATE INDEX cases_organization ON cases(organization_id);
CREATE INDEX cases_announced ON cases(announced);
CREATE INDEX cases_revised ON cases(revised_at);
CREATE INDEX cases_contractor ON cases(contractor_case_id);

-- What became of a case that was put together with another one.
CREATE TABLE case_successors (
  case_id      INTEGER PRIMARY KEY,   -- a number that is no case any more
  successor_id INTEGER NOT NULL REFERENCES cases(id) ON DELETE CASCADE,  -- the case that has its reports
  at           TEXT NOT NULL
) STRICT;
CREATE INDEX case_successors_successor ON case_successors(successor_id);

-- The reports of a case: incidents of current readings, also of earlier revisions of an
-- article whose page changed.
CREATE TABLE case_reports (
  incident_id INTEGER PRIMARY KEY REFERENCES incidents(id) ON DELETE CASCADE,
  case_id     INTEGER NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
  article_id  INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  party       TEXT NOT NULL,     -- canonical name of the organisation that it is about
  as_of       TEXT NOT NULL,     -- day whose knowledge it tells: of the last announcement it speaks of
  position    INTEGER NOT NULL,  -- 0 is the first report of the case
  manual      INTEGER NOT NULL CHECK (manual IN (0, 1)),  -- 1: people put it there
  score       INTEGER,           -- points that put it to its best match, NULL for the first report
  reasons     TEXT               -- what these points are for
) STRICT;
CREATE INDEX case_reports_case ON case_reports(case_id, position);
CREATE INDEX case_reports_article ON case_reports(article_id);

-- A case without reports is none: its articles were deleted.
CREATE TRIGGER case_reports_delete AFTER DELETE ON case_reports
WHEN NOT EXISTS (SELECT 1 FROM case_reports WHERE case_id = old.case_id) BEGIN
  DELETE FROM cases WHERE id = old.case_id;
END;

-- The names by which reports on one event find one another.
CREATE TABLE case_keys (
  name        TEXT NOT NULL,     -- canonical
  role        TEXT NOT NULL CHECK (role IN ('subject', 'contractor')),
  as_of       TEXT NOT NULL,     -- of the report
  incident_id INTEGER NOT NULL REFERENCES incidents(id) ON DELETE CASCADE,
  article_id  INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  PRIMARY KEY (name, role, as_of, incident_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_keys_incident ON case_keys(incident_id);
CREATE INDEX case_keys_article ON case_keys(article_id);

-- What became of each number that the reports tell.
CREATE TABLE case_counts (
  incident_id          INTEGER NOT NULL REFERENCES case_reports(incident_id) ON DELETE CASCADE,
  position             INTEGER NOT NULL,  -- of the number in incident_counts
  standing             TEXT NOT NULL,     -- latest, repeated (later, too), superseded (by another number)
  corrects_incident_id INTEGER,           -- of the earlier total that this one corrects
  corrects_position    INTEGER,
  PRIMARY KEY (incident_id, position)
) STRICT, WITHOUT ROWID;

-- Causes of a case: all that were told, without what another one says better.
CREATE TABLE case_causes (
  case_id  INTEGER NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  code     TEXT NOT NULL,        -- labels of kind cause
  PRIMARY KEY (case_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_causes_code ON case_causes(code);

-- Kinds of data of a case, by the latest report that names them.
CREATE TABLE case_categories (
  case_id  INTEGER NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  code     TEXT NOT NULL,        -- labels of kind category
  status   TEXT NOT NULL,        -- exposed, not_exposed
  PRIMARY KEY (case_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_categories_code ON case_categories(code);

-- What people decided. A report is named by its article, the canonical name of its
-- organisation and its place among the incidents of the article, so that a decision
-- outlives new readings.
CREATE TABLE case_decisions (
  id               INTEGER PRIMARY KEY,
  kind             TEXT NOT NULL CHECK (kind IN ('same', 'apart', 'closed')),  -- one event, two events, nothing more belongs to it
  article_id       INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  party            TEXT NOT NULL,
  place            INTEGER NOT NULL,
  other_article_id INTEGER REFERENCES articles(id) ON DELETE CASCADE,  -- NULL for closed
  other_party      TEXT,
  other_place      INTEGER,
  made_at          TEXT NOT NULL
) STRICT;
CREATE INDEX case_decisions_article ON case_decisions(article_id);
CREATE INDEX case_decisions_other ON case_decisions(other_article_id);

-- One row for each case. Lists are parted by "; ". Unknown is NULL, never 0.
CREATE VIEW v_cases AS
SELECT c.id AS case_id, c.organization, o.kind AS organization_kind, o.prefecture, o.corporate_number,
  (SELECT group_concat(name, '; ') FROM (SELECT o.name FROM case_reports r
    JOIN incident_organizations o ON o.incident_id = r.incident_id AND o.role = 'affected'
    WHERE r.case_id = c.id AND o.name IS NOT c.organization
    GROUP BY o.name ORDER BY min(r.position), min(o.position))) AS affected,
  (SELECT group_concat(name, '; ') FROM (SELECT s.name FROM case_reports r
    JOIN incident_services s ON s.incident_id = r.incident_id
    WHERE r.case_id = c.id GROUP BY s.name ORDER BY min(r.position), min(s.position))) AS services,
  c.announced, c.occurred, c.occurred_until, c.detected,
  c.people, c.people_qualifier, c.records, c.records_qualifier,
  (SELECT group_concat(code, '; ') FROM (SELECT code FROM case_causes
    WHERE case_id = c.id ORDER BY position)) AS causes,
  c.exposure,
  (SELECT group_concat(code, '; ') FROM (SELECT code FROM case_categories
    WHERE case_id = c.id AND status = 'exposed' ORDER BY position)) AS categories_exposed,
  (SELECT group_concat(code, '; ') FROM (SELECT code FROM case_categories
    WHERE case_id = c.id AND status = 'not_exposed' ORDER BY position)) AS categories_not_exposed,
  c.first_reported_people,
  (SELECT count(DISTINCT r.article_id) + (SELECT count(*) FROM article_sources x
     WHERE x.relation = 'copy' AND x.article_id IN (SELECT article_id FROM case_reports WHERE case_id = c.id))
   FROM case_reports r WHERE r.case_id = c.id) AS sources,
  (SELECT group_concat(url, '; ') FROM (SELECT a.url FROM case_reports r JOIN articles a ON a.id = r.article_id
    WHERE r.case_id = c.id AND a.url IS NOT NULL GROUP BY a.url ORDER BY min(r.position))) AS urls,
  c.title, c.confidence, c.first_seen, c.revised_at,
  c.published, c.contractor, c.contractor_case_id, c.people_as_of, c.records_as_of, c.first_reported_records
FROM cases c
LEFT JOIN organizations o ON o.id = c.organization_id;

-- Every dated thing that the reports of a case tell, once, for timelines. superseded is 1
-- where the latest report that tells of the role tells another date.
CREATE VIEW v_case_timeline AS
SELECT t.case_id, c.organization, t.date, t.date_end, t.role, t.text, t.first_told, t.last_told, t.articles,
  t.role IN ('occurred', 'detected') AND t.last_told < max(t.last_told) OVER (PARTITION BY t.case_id, t.role) AS superseded
FROM (
  SELECT r.case_id, d.date, d.date_end, d.role, min(d.text) AS text, min(r.as_of) AS first_told, max(r.as_of) AS last_told,
    count(DISTINCT r.article_id) AS articles
  FROM case_reports r JOIN incident_dates d ON d.incident_id = r.incident_id
  GROUP BY r.case_id, d.date, d.date_end, d.role
) t
JOIN cases c ON c.id = t.case_id;

-- Every number that the reports of a case tell, in the order of the reports, and what
-- became of it.
CREATE VIEW v_case_counts AS
SELECT r.case_id, c.organization, r.as_of, n.unit, n.role, n.value, n.value_max, n.qualifier, n.subject, n.text,
  k.standing, n.confidence, r.article_id, a.url
FROM case_reports r
JOIN cases c ON c.id = r.case_id
JOIN articles a ON a.id = r.article_id
JOIN incident_counts n ON n.incident_id = r.incident_id
JOIN case_counts k ON k.incident_id = n.incident_id AND k.position = n.position;

-- Totals that a later report corrected, each step of it.
CREATE VIEW v_corrections AS
SELECT r.case_id, c.organization, n.unit,
  w.value AS from_value, w.qualifier AS from_qualifier, q.as_of AS from_as_of, b.url AS from_url,
  n.value AS to_value, n.qualifier AS to_qualifier, r.as_of AS to_as_of, a.url AS to_url,
  CASE WHEN n.value > w.value THEN 'up' ELSE 'down' END AS direction
FROM case_counts k
JOIN incident_counts n ON n.incident_id = k.incident_id AND n.position = k.position
JOIN case_reports r ON r.incident_id = k.incident_id
JOIN cases c ON c.id = r.case_id
JOIN articles a ON a.id = r.article_id
JOIN incident_counts w ON w.incident_id = k.corrects_incident_id AND w.position = k.corrects_position
JOIN case_reports q ON q.incident_id = w.incident_id
JOIN articles b ON b.id = q.article_id
WHERE k.corrects_incident_id IS NOT NULL;

-- Every kind of data of every case, with its labels.
CREATE VIEW v_case_categories AS
SELECT k.case_id, c.organization, k.code, l.label_ja, l.label_en, l.family, l.sensitive, k.status
FROM case_categories k
JOIN cases c ON c.id = k.case_id
LEFT JOIN labels l ON l.kind = 'category' AND l.code = k.code;

-- Every cause of every case, with its labels.
CREATE VIEW v_case_causes AS
SELECT k.case_id, c.organization, k.code, l.label_ja, l.label_en
FROM case_causes k
JOIN cases c ON c.id = k.case_id
LEFT JOIN labels l ON l.kind = 'cause' AND l.code = k.code;

-- Days from detection to the first announcement, where both are known to the day.
CREATE VIEW v_case_delays AS
SELECT c.id AS case_id, c.organization, o.kind AS organization_kind, c.detected, c.announced,
  CAST(julianday(c.announced) - julianday(c.detected) AS INTEGER) AS days
FROM cases c
LEFT JOIN organizations o ON o.id = c.organization_id
WHERE length(c.detected) = 10 AND length(c.announced) = 10 AND c.detected <= c.announced;

-- Cases of each year and of each month: all, by cause and by kind of organisation. A case
-- counts where it was announced first, else where the first report appeared. One with two
-- causes counts under both, so that only the rows of one dimension may be added up.
CREATE VIEW v_yearly AS
WITH counted AS (
  SELECT id AS case_id, organization_id, people, records, substr(coalesce(announced, published), 1, 4) AS year FROM cases
), by_code AS (
  SELECT case_id, 'all' AS dimension, NULL AS code FROM counted
  UNION ALL
  SELECT case_id, 'cause', code FROM case_causes
  UNION ALL
  SELECT n.case_id, 'organization', o.kind FROM counted n LEFT JOIN organizations o ON o.id = n.organization_id
)
SELECT n.year, b.dimension, b.code, l.label_ja, l.label_en, count(*) AS cases,
  sum(n.people) AS people, count(n.people) AS cases_with_people, sum(n.records) AS records, count(n.records) AS cases_with_records
FROM by_code b
JOIN counted n ON n.case_id = b.case_id
LEFT JOIN labels l ON l.kind = b.dimension AND l.code = b.code
GROUP BY n.year, b.dimension, b.code;

CREATE VIEW v_monthly AS
WITH counted AS (
  SELECT id AS case_id, organization_id, people, records,
    substr(CASE WHEN length(announced) >= 7 THEN announced ELSE published END, 1, 7) AS month FROM cases
), by_code AS (
  SELECT case_id, 'all' AS dimension, NULL AS code FROM counted
  UNION ALL
  SELECT case_id, 'cause', code FROM case_causes
  UNION ALL
  SELECT n.case_id, 'organization', o.kind FROM counted n LEFT JOIN organizations o ON o.id = n.organization_id
)
SELECT n.month, b.dimension, b.code, l.label_ja, l.label_en, count(*) AS cases,
  sum(n.people) AS people, count(n.people) AS cases_with_people, sum(n.records) AS records, count(n.records) AS cases_with_records
FROM by_code b
JOIN counted n ON n.case_id = b.case_id
LEFT JOIN labels l ON l.kind = b.dimension AND l.code = b.code
GROUP BY n.month, b.dimension, b.code;

-- How much of what the cases could tell is known, question by question, and what cannot
-- be right.
CREATE VIEW v_quality AS
WITH t AS (
  SELECT count(*) AS cases, count(organization_id) AS organization, count(announced) AS announced, count(occurred) AS occurred,
    count(detected) AS detected, count(coalesce(people, records)) AS total, count(nullif(exposure, 'unknown')) AS exposure,
    count(nullif(confidence, 'low')) AS confidence,
    sum(EXISTS (SELECT 1 FROM case_causes WHERE case_id = c.id)) AS causes,
    sum(EXISTS (SELECT 1 FROM case_categories WHERE case_id = c.id)) AS categories,
    count(*) - count(CASE WHEN length(detected) = 10 AND length(announced) = 10 AND detected > announced THEN 1 END) AS dates_in_order
  FROM cases c
)
SELECT 'organization' AS question, cases, organization AS known, cases - organization AS missing FROM t
UNION ALL SELECT 'announced', cases, announced, cases - announced FROM t
UNION ALL SELECT 'occurred', cases, occurred, cases - occurred FROM t
UNION ALL SELECT 'detected', cases, detected, cases - detected FROM t
UNION ALL SELECT 'people or records', cases, total, cases - total FROM t
UNION ALL SELECT 'causes', cases, coalesce(causes, 0), cases - coalesce(causes, 0) FROM t
UNION ALL SELECT 'exposure', cases, exposure, cases - exposure FROM t
UNION ALL SELECT 'categories', cases, coalesce(categories, 0), cases - coalesce(categories, 0) FROM t
UNION ALL SELECT 'confidence above low', cases, confidence, cases - confidence FROM t
UNION ALL SELECT 'detected before announced', cases, dates_in_order, cases - dates_in_order FROM t;
