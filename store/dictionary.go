package store

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"iter"
	"regexp"
	"strings"
	"sync"
)

//go:embed dictionary.tsv
var dictionaryTSV string

// A Meaning of the data dictionary says what a table or view means, or one of its columns.
type Meaning struct {
	Object   string
	Column   string // "" for the table or view itself
	Type     string // of a column, "" where a view computes it
	English  string
	Japanese string
}

// Dictionary lists what every table, view and column means, the views first.
func (s *Store) Dictionary(ctx context.Context) iter.Seq2[Meaning, error] {
	return func(yield func(Meaning, error) bool) {
		for e, err := range rowsOf(ctx, s.db, func(rows *sql.Rows) (e Meaning, err error) {
			err = rows.Scan(&e.Object, &e.Column, &e.Type, &e.English, &e.Japanese)
			return e, err
		}, `
			SELECT object, coalesce(column_name, ''), coalesce(type, ''), english, japanese
			FROM dictionary ORDER BY object NOT LIKE 'v@_%' ESCAPE '@', object, position`) {
			if err != nil {
				err = fmt.Errorf("store: read the dictionary: %w", err)
			}
			if !yield(e, err) {
				return
			}
		}
	}
}

// putDictionary writes the dictionary of the schema as it is.
func putDictionary(ctx context.Context, tx *sql.Tx) error {
	type row struct {
		Meaning
		position int
	}
	all, err := listOf(ctx, tx, func(rows *sql.Rows) (r row, err error) {
		err = rows.Scan(&r.Object, &r.position, &r.Column, &r.Type)
		r.English, r.Japanese = meaning(r.Object, r.Column)
		return r, err
	}, `
		SELECT o.name, 0, '', '' FROM sqlite_schema o WHERE `+described+`
		UNION ALL
		SELECT o.name, c.cid + 1, c.name, c.type FROM sqlite_schema o, pragma_table_info(o.name) c
		WHERE `+described+` AND o.sql NOT LIKE 'CREATE VIRTUAL%'
		ORDER BY 1, 2`)
	if err != nil {
		return err
	}
	for _, r := range all {
		_, err := tx.ExecContext(ctx, `
			INSERT INTO dictionary (object, position, column_name, type, english, japanese) VALUES (?, ?, ?, ?, ?, ?)
			ON CONFLICT DO UPDATE SET column_name = excluded.column_name, type = excluded.type,
				english = excluded.english, japanese = excluded.japanese
			WHERE (column_name, type, english, japanese) IS NOT
				(excluded.column_name, excluded.type, excluded.english, excluded.japanese)`,
			r.Object, r.position, null(r.Column), null(r.Type), r.English, r.Japanese)
		if err != nil {
			return err
		}
	}
	return nil
}

// described is the condition on the rows o of sqlite_schema that are no part of an index.
const described = `o.type IN ('table', 'view') AND o.name NOT LIKE 'sqlite_%' AND o.name NOT GLOB 'article_fts_*' AND o.name NOT GLOB 'article_grams_*'`

// meaning says in English and Japanese what an object or a column of it is, "" where
// nobody wrote it down.
func meaning(object, column string) (english, japanese string) {
	names := []string{object}
	if column != "" {
		names = []string{object + "." + column, "*." + column}
	}
	english = schemaComments()[names[0]]
	for _, name := range names {
		if m, ok := meanings()[name]; ok {
			if english == "" {
				english = m[0]
			}
			if japanese == "" {
				japanese = m[1]
			}
		}
	}
	return english, japanese
}

// meanings are the lines of dictionary.tsv by their names.
var meanings = sync.OnceValue(func() map[string][2]string {
	all := map[string][2]string{}
	for line := range strings.Lines(dictionaryTSV) {
		line = strings.TrimRight(line, "\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		all[f[0]] = [2]string{f[1], f[2]}
	}
	return all
})

// schemaComments are the comments of the migrations: those above a table or view under its
// name, those behind a column under "table.column".
var schemaComments = sync.OnceValue(func() map[string]string { return readComments(migrations) })

var (
	createLine = regexp.MustCompile(`^CREATE (?:VIRTUAL )?(?:TABLE|VIEW) (\w+)`)
	columnLine = regexp.MustCompile(`^  (\w+) .*?-- (.+)$`)
	addedLine  = regexp.MustCompile(`^ALTER TABLE (\w+) ADD COLUMN (\w+) .*?-- (.+)$`)
)

func readComments(migrations []migration) map[string]string {
	all := map[string]string{}
	for _, m := range migrations {
		var above []string // the comment lines right above
		table := ""        // whose columns follow, "" outside a table
		for line := range strings.Lines(m.sql) {
			line = strings.TrimRight(line, "\n")
			if c, ok := strings.CutPrefix(line, "-- "); ok && !strings.HasPrefix(c, "--") {
				above = append(above, c)
				continue
			}
			if f := createLine.FindStringSubmatch(line); f != nil {
				if len(above) > 0 {
					all[f[1]] = strings.Join(above, " ")
				}
				if table = f[1]; strings.Contains(line, " VIEW ") {
					table = ""
				}
			}
			if f := columnLine.FindStringSubmatch(line); f != nil && table != "" {
				all[table+"."+f[1]] = f[2]
			}
			if f := addedLine.FindStringSubmatch(line); f != nil {
				all[f[1]+"."+f[2]] = f[3]
			}
			if strings.HasPrefix(line, ")") {
				table = ""
			}
			above = nil
		}
	}
	return all
}
