-- Search by the names of services too, and by words of one and two characters without
-- reading every text.

DROP TRIGGER article_search_insert;
DROP TRIGGER article_search_delete;
DROP TRIGGER article_search_update;
DROP TABLE article_fts;
ALTER TABLE article_search RENAME TO article_search_before;

-- The current words of each article as they are searched: NFKC, lower case. A copy of
-- its own, because full-width letters and half-width kana must find one another while
-- evidence counts in the text as it was written.
CREATE TABLE article_search (
  article_id    INTEGER PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE,
  title         TEXT NOT NULL,
  organizations TEXT NOT NULL,        -- parties of current incidents, one a line
  services      TEXT NOT NULL,        -- services of current incidents, one a line
  text          TEXT NOT NULL
) STRICT;
INSERT INTO article_search (article_id, title, organizations, services, text)
SELECT article_id, title, organizations, '', text FROM article_search_before;
DROP TABLE article_search_before;

-- MATCH finds words of three characters or more. Trigrams, because the default tokenizer
-- does not part Japanese words.
CREATE VIRTUAL TABLE article_fts USING fts5(
  title, organizations, services, text,
  content = 'article_search', content_rowid = 'article_id', tokenize = 'trigram'
);
INSERT INTO article_fts(article_fts) VALUES ('rebuild');

-- Words of one and two characters: MATCH '"流出"' finds the articles whose title, parties,
-- services or text hold them. The characters and pairs of characters of each article, once
-- each; none with a blank or an ASCII sign in it.
CREATE VIRTUAL TABLE article_grams USING fts5(
  grams, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);

CREATE TRIGGER article_search_insert AFTER INSERT ON article_search BEGIN
  INSERT INTO article_fts(rowid, title, organizations, services, text)
  VALUES (new.article_id, new.title, new.organizations, new.services, new.text);
END;
CREATE TRIGGER article_search_delete AFTER DELETE ON article_search BEGIN
  INSERT INTO article_fts(article_fts, rowid, title, organizations, services, text)
  VALUES ('delete', old.article_id, old.title, old.organizations, old.services, old.text);
  DELETE FROM article_grams WHERE rowid = old.article_id;
END;
CREATE TRIGGER article_search_update AFTER UPDATE ON article_search BEGIN
  INSERT INTO article_fts(article_fts, rowid, title, organizations, services, text)
  VALUES ('delete', old.article_id, old.title, old.organizations, old.services, old.text);
  INSERT INTO article_fts(rowid, title, organizations, services, text)
  VALUES (new.article_id, new.title, new.organizations, new.services, new.text);
END;
