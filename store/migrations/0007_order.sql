-- Lists of cases are paged in these orders: by day, by size, by name; by revised_at they
-- are already.
CREATE INDEX cases_day ON cases(coalesce(announced, published, ''));
CREATE INDEX cases_size ON cases(max(coalesce(people, 0), coalesce(records, 0)));
CREATE INDEX cases_name ON cases(coalesce(organization, ''));

DROP VIEW v_case_timeline;

-- Every dated thing that the reports of a case tell, once, for timelines. superseded is 1
-- where a later report tells another date of the role.
CREATE VIEW v_case_timeline AS
SELECT t.case_id, c.organization, t.date, t.date_end, t.role, t.text, t.first_told, t.last_told, t.articles,
  t.role IN ('occurred', 'detected') AND EXISTS (
    SELECT 1 FROM case_reports r CROSS JOIN incident_dates d ON d.incident_id = r.incident_id
    WHERE r.case_id = t.case_id AND d.role = t.role AND r.as_of > t.last_told) AS superseded
FROM (
  SELECT r.case_id, d.date, d.date_end, d.role, min(d.text) AS text, min(r.as_of) AS first_told, max(r.as_of) AS last_told,
    count(DISTINCT r.article_id) AS articles
  FROM case_reports r JOIN incident_dates d ON d.incident_id = r.incident_id
  GROUP BY r.case_id, d.date, d.date_end, d.role
) t
JOIN cases c ON c.id = t.case_id;
