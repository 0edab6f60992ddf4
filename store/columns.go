package store

import (
	"fmt"
	"strings"
	"time"
)

// A Kind says what the cells of a column hold.
type Kind int

const (
	Text    Kind = iota
	Integer      // int64
	Day          // 2025-07-11, 2025-07 or 2025, as precise as it is told
	Moment       // time.Time, UTC
	List         // []string
	Links        // []string, addresses
)

// A Column of an exported table.
type Column struct {
	Name string
	Kind Kind
}

// listSeparator parts the items of a list in one column of a view.
const listSeparator = "; "

// A cell reads a column into the field that it points to; NULL is the zero value.
type cell struct{ field any }

func cells(fields []any) []any {
	all := make([]any, len(fields))
	for i, f := range fields {
		all[i] = cell{f}
	}
	return all
}

// Scan implements sql.Scanner.
func (c cell) Scan(v any) (err error) {
	text, isText := v.(string)
	number, isNumber := v.(int64)
	switch f := c.field.(type) {
	case *string:
		*f = text
	case *int64:
		*f = number
		isText, isNumber = isNumber, isText
	case *bool:
		*f = number != 0
		isText = isNumber
	case **int64:
		if *f = nil; isNumber {
			*f = &number
		}
		isText = isNumber
	case *[]string:
		if *f = []string{}; text != "" {
			*f = strings.Split(text, listSeparator)
		}
	case *time.Time:
		if *f = (time.Time{}); isText {
			*f, err = time.Parse(time.RFC3339, text)
		}
	default:
		return fmt.Errorf("no cell: %T", f)
	}
	if err == nil && v != nil && !isText {
		err = fmt.Errorf("%T where the schema has another type", v)
	}
	return err
}

// values are the fields as a writer of tables takes them: what is unknown is nil.
func values(fields []any) []any {
	all := make([]any, len(fields))
	for i, f := range fields {
		switch f := f.(type) {
		case *string:
			if *f != "" {
				all[i] = *f
			}
		case *int64:
			all[i] = *f
		case **int64:
			if *f != nil {
				all[i] = **f
			}
		case *[]string:
			if len(*f) > 0 {
				all[i] = *f
			}
		case *time.Time:
			if !f.IsZero() {
				all[i] = *f
			}
		}
	}
	return all
}
