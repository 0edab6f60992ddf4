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
  number     TEXT PRIMARY KEY,      -- 13 digits
  name       TEXT NOT NULL,         -- NFKC
  canonical  TEXT NOT NULL COLLATE NOCASE,
  kind       TEXT NOT NULL,         -- of the register: 101 state, 201 local government, 301 株式会社, …
  prefecture TEXT,
  city       TEXT,
  closed     TEXT                   -- day on which its registration was closed
) STRICT, WITHOUT ROWID;
CREATE INDEX corporations_canonical ON corporations(canonical);

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
