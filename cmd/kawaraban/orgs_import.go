package main

import (
	"archive/zip"
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"golang.org/x/text/encoding/japanese"

	"github.com/kawaraban/kawaraban/store"
)

func newOrgsImport() *cobra.Command {
	var db string
	cmd := &cobra.Command{
		Use:   "import FILE",
		Short: "Give organisations their corporate numbers (法人番号) from the public register",
		Long: `Reads the register of corporate numbers as the National Tax Agency gives it out (基本3情報
ダウンロード, 全件データ, CSV, Shift_JIS or Unicode), the zip as downloaded or the CSV in it, and
gives each organisation whose name belongs to one corporation only its number. What the
name tells of legal form and prefecture has to agree. Of the register only the
corporations with a name in the database are kept, so import it again when there are new
names. Names of several corporations get no number: kawaraban orgs list --unclear.`,
		Example: `  kawaraban orgs import 00_zenkoku_all_20261030.zip
  kawaraban orgs import --db news.db 13_tokyo_all_20261030.csv`,
		Args: takes(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			file, closeFile, err := openRegister(args[0])
			if err != nil {
				return err
			}
			defer closeFile()
			var in store.Imported
			err = withDB(cmd.Context(), db, func(s *store.Store) (err error) {
				in, err = s.ImportCorporations(cmd.Context(), file)
				return err
			})
			if errors.Is(err, store.ErrNotRegister) {
				return failed("download 全件データ, CSV, from https://www.houjin-bangou.nta.go.jp/download/", "%w", err)
			}
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "rows %d  bad %d  kept %d  organisations with a number %d  unclear %d\n",
				in.Rows, in.Bad, in.Kept, in.Linked, in.Unclear)
			return err
		},
	}
	cmd.Flags().StringVar(&db, "db", defaultDB, "the SQLite `file`")
	return cmd
}

// openRegister opens the register's file, unpacks it as it is read, and turns it into
// UTF-8.
func openRegister(name string) (r io.Reader, closeFile func() error, err error) {
	in, err := openInput(name, strings.NewReader(""))
	if err != nil {
		return nil, nil, err
	}
	f, ok := in.(*os.File)
	if !ok {
		return nil, nil, usage("", "the register is read from a file, not from standard input")
	}
	fail := func(err error) (io.Reader, func() error, error) {
		return nil, nil, errors.Join(failed("", "read %s: %w", name, err), f.Close())
	}
	magic := make([]byte, 4)
	n, err := f.ReadAt(magic, 0)
	if err != nil && err != io.EOF {
		return fail(err)
	}
	if !bytes.Equal(magic[:n], []byte("PK\x03\x04")) {
		return decodeRegister(f), f.Close, nil
	}
	info, err := f.Stat()
	if err != nil {
		return fail(err)
	}
	archive, err := zip.NewReader(f, info.Size())
	if err != nil {
		return fail(err)
	}
	for _, entry := range archive.File {
		// Beside it lies its signature.
		if strings.EqualFold(path.Ext(entry.Name), ".csv") {
			packed, err := entry.Open()
			if err != nil {
				return fail(err)
			}
			return decodeRegister(packed), f.Close, nil
		}
	}
	return fail(errors.New("there is no .csv in the zip"))
}

// registerPeek is how much of the file tells its encoding: some hundreds of rows, and each
// has Japanese in it.
const registerPeek = 64 << 10

// decodeRegister reads UTF-8, with or without a mark, or Shift_JIS.
func decodeRegister(r io.Reader) io.Reader {
	b := bufio.NewReaderSize(r, registerPeek)
	head, _ := b.Peek(registerPeek) // an error comes again when it is read
	if bytes.HasPrefix(head, []byte("\xef\xbb\xbf")) {
		_, _ = b.Discard(3)
		return b
	}
	// The last character may be cut.
	for range utf8.UTFMax - 1 {
		if len(head) == 0 || utf8.Valid(head) {
			break
		}
		head = head[:len(head)-1]
	}
	if utf8.Valid(head) {
		return b
	}
	return japanese.ShiftJIS.NewDecoder().Reader(b)
}
