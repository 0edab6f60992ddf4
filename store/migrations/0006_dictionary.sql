-- The data dictionary: what every table, view and column means. Brought up to date
-- whenever the database is opened for writing.
CREATE TABLE dictionary (
  object      TEXT NOT NULL,
  position    INTEGER NOT NULL,  -- 0 for the table or view itself, then its columns
  column_name TEXT,
  type        TEXT,
  english     TEXT NOT NULL,
  japanese    TEXT NOT NULL,
  PRIMARY KEY (object, position)
) STRICT, WITHOUT ROWID;

-- Without the organisation, so that they can be joined with v_cases by USING (case_id).
DROP VIEW v_case_categories;
DROP VIEW v_case_causes;

-- Every kind of data of every case, with its labels.
CREATE VIEW v_case_categories AS
SELECT k.case_id, k.code, l.label_ja, l.label_en, l.family, l.sensitive, k.status
FROM case_categories k
LEFT JOIN labels l ON l.kind = 'category' AND l.code = k.code;

-- Every cause of every case, with its labels.
CREATE VIEW v_case_causes AS
SELECT k.case_id, k.code, l.label_ja, l.label_en
FROM case_causes k
LEFT JOIN labels l ON l.kind = 'cause' AND l.code = k.code;
