-- Organisations that are one body under several spellings and names, what kind they are,
-- and their corporate numbers (法人番号).

-- What the name itself tells; NULL where it does not. Brought up to date whenever an
-- article that names the organisation is read.
ALTER TABLE organizations ADD COLUMN canonical TEXT COLLATE NOCASE;  -- the same for all spellings: NFKC, without legal form and spaces
ALTER TABLE organizations ADD COLUMN legal_form TEXT;        -- in full: 株式会社
ALTER TABLE organizations ADD COLUMN form_position TEXT;     -- of the form: before, after
ALTER TABLE organizations ADD COLUMN kind TEXT;              -- labels of kind organization
ALTER TABLE organizations ADD COLUMN prefecture TEXT;        -- 大阪府
ALTER TABLE organizations ADD COLUMN corporate_number TEXT;  -- 13 digits, of the one corporation of this name
CREATE INDEX organizations_canonical ON organizations(canonical);

ALTER TABLE incident_organization_names ADD COLUMN canonical TEXT COLLATE NOCASE;
CREATE INDEX incident_organization_names_canonical ON incident_organization_names(canonical);

-- Further names of an organisation that no article tells: the old one, a short one.
CREATE TABLE organization_aliases (
  organization_id INTEGER NOT NULL REFERENCES organizations(id) ON DELETE CASCADE,
  name            TEXT NOT NULL,
  canonical       TEXT NOT NULL COLLATE NOCASE,
  PRIMARY KEY (organization_id, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX organization_aliases_canonical ON organization_aliases(canonical);

-- Those corporations of the National Tax Agency's register whose name an organisation of
-- this database has.
CREATE TABLE corporations (
  number        TEXT PRIMARY KEY,   -- 13 digits
  name          TEXT NOT NULL,      -- NFKC
  canonical     TEXT NOT NULL COLLATE NOCASE,
  legal_form    TEXT,
  form_position TEXT,
  kind          TEXT NOT NULL,      -- of the register: 101 state, 201 local government, 301 株式会社, …
  prefecture    TEXT,
  city          TEXT,
  closed        TEXT                -- day on which its registration was closed
) STRICT, WITHOUT ROWID;
CREATE INDEX corporations_canonical ON corporations(canonical);

-- The corporations that an organisation may be by its name: of the same form and place,
-- as far as its name tells them.
CREATE VIEW v_organization_corporations AS
SELECT o.id AS organization_id, o.name AS organization, c.number, c.name, c.prefecture, c.city, c.closed
FROM organizations o
JOIN corporations c ON c.canonical = o.canonical
  -- 東京都府中市 keeps its prefecture, because there is another one
  OR c.kind = '201' AND o.prefecture = c.prefecture AND c.canonical = substr(o.canonical, length(o.prefecture) + 1)
WHERE (o.legal_form IS NULL OR (o.legal_form, o.form_position) = (c.legal_form, c.form_position))
  AND (o.prefecture IS NULL OR o.prefecture = c.prefecture);

-- Every name by which an organisation is known, in spellings as they were met: its own,
-- those by which a current incident also calls it (article), those that were told
-- (alias). Organisations that share a canonical are one body.
CREATE VIEW v_organization_names AS
SELECT id AS organization_id, name, canonical, 'own' AS origin FROM organizations
UNION
SELECT o.organization_id, n.name, n.canonical, 'article'
FROM v_current_incidents i
JOIN incident_organizations o ON o.incident_id = i.incident_id AND o.organization_id IS NOT NULL
JOIN incident_organization_names n ON n.incident_id = o.incident_id AND n.position = o.position
UNION
SELECT organization_id, name, canonical, 'alias' FROM organization_aliases;

-- One row for each organisation. names are the others by which it is known, parted by
-- "; "; incidents are the current ones in which it was breached or its data were hit;
-- corporations is how many of the register it may be, NULL where none.
CREATE VIEW v_organizations AS
SELECT o.id AS organization_id, o.name, o.canonical, o.legal_form, o.kind, o.prefecture, o.corporate_number,
  (SELECT group_concat(name, '; ') FROM (SELECT DISTINCT name FROM v_organization_names
    WHERE organization_id = o.id AND name <> o.name ORDER BY name)) AS names,
  (SELECT count(DISTINCT i.incident_id) FROM incident_organizations p
    JOIN v_current_incidents i ON i.incident_id = p.incident_id WHERE p.organization_id = o.id) AS incidents,
  (SELECT nullif(count(*), 0) FROM v_organization_corporations WHERE organization_id = o.id) AS corporations
FROM organizations o;
