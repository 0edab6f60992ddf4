package export

import (
	"io"
	"reflect"
	"time"

	"github.com/parquet-go/parquet-go"

	"github.com/kawaraban/kawaraban/store"
)

// Parquet writes a table: integers as INT64, times as TIMESTAMP (UTC), lists as LIST of
// strings, all else as text. A day is text as precise as it is told; where it is a full
// one, a further column of its name with _date has it as DATE. Every column but the lists
// may be null.
func Parquet(w io.Writer, t store.Table) error {
	record := recordOf(t.Columns)
	out := parquet.NewWriter(w, parquet.SchemaOf(reflect.New(record).Interface()), parquet.Compression(&parquet.Zstd))
	row := reflect.New(record)
	for values, err := range t.Rows {
		if err != nil {
			return err
		}
		row.Elem().SetZero()
		field := 0
		set := func(v any) {
			if v != nil {
				f := row.Elem().Field(field)
				if f.Kind() == reflect.Pointer {
					f.Set(reflect.New(f.Type().Elem()))
					f = f.Elem()
				}
				f.Set(reflect.ValueOf(v))
			}
			field++
		}
		for i, v := range values {
			set(v)
			if t.Columns[i].Kind == store.Day {
				set(dateOf(v))
			}
		}
		if err := out.Write(row.Interface()); err != nil {
			return err
		}
	}
	return out.Close()
}

// recordOf is a struct with a field for each column, which is how the library learns the
// order of columns; a Group would sort them.
func recordOf(columns []store.Column) reflect.Type {
	var fields []reflect.StructField
	add := func(name string, v any, tag string) {
		fields = append(fields, reflect.StructField{
			Name: "F" + name, Type: reflect.TypeOf(v), Tag: reflect.StructTag(`parquet:"` + name + tag + `"`),
		})
	}
	for _, c := range columns {
		switch c.Kind {
		case store.Integer:
			add(c.Name, new(int64), ",optional")
		case store.Moment:
			add(c.Name, new(time.Time), ",optional,timestamp(millisecond)")
		case store.List, store.Links:
			add(c.Name, []string{}, ",list")
		case store.Day:
			add(c.Name, new(string), ",optional")
			add(c.Name+"_date", new(int32), ",optional,date")
		default:
			add(c.Name, new(string), ",optional")
		}
	}
	return reflect.StructOf(fields)
}

// dateOf is a full day in days since 1970-01-01, or nil.
func dateOf(v any) any {
	text, _ := v.(string)
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return nil
	}
	return int32(day.Unix() / (24 * 60 * 60))
}
