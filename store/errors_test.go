package store

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// refused checks that err is one clear error on the file at path, with a hint that says says.
func refused(t *testing.T, err error, path, says string) {
	t.Helper()
	var w *WriteError
	if !errors.As(err, &w) {
		t.Fatalf("%v: no *WriteError", err)
	}
	if strings.Count(err.Error(), path) != 1 || strings.Contains(err.Error(), "\n") {
		t.Errorf("%v: must name the file, once", err)
	}
	if !strings.Contains(w.Hint(), says) {
		t.Errorf("%v: hint %q, want one with %q", err, w.Hint(), says)
	}
}

// TestFullDisk saves articles until the file may not grow any more.
func TestFullDisk(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	s := openAt(t, path)
	s.db.SetMaxOpenConns(1) // the limit is that of a connection
	limit := func(pages string) {
		t.Helper()
		if _, err := s.db.Exec("PRAGMA max_page_count = " + pages); err != nil {
			t.Fatal(err)
		}
	}
	limit(one(t, s, "SELECT page_count + 60 FROM pragma_page_count"))
	saved := 0
	var err error
	for ; saved < 1000; saved++ {
		if _, err = s.SaveArticle(t.Context(), benchArticle(saved), reading(), "1"); err != nil {
			break
		}
	}
	refused(t, err, path, "free some space")
	if got := one(t, s, "SELECT count(*) FROM articles"); got != fmt.Sprint(saved) || saved == 0 {
		t.Errorf("%s articles are there, %d were saved", got, saved)
	}
	sound(t, s)
	limit("1000000") // there is space again
	save(t, s, benchArticle(saved), reading(), "1")
	sound(t, s)
}

// TestHeldByAnotherProcess writes and reads while another process holds the file.
func TestHeldByAnotherProcess(t *testing.T) {
	const held = "KAWARABAN_TEST_HOLD"
	if path := os.Getenv(held); path != "" {
		hold(t, path)
		return
	}
	path := filepath.Join(t.TempDir(), "test.db")
	s := openAt(t, path)
	save(t, s, benchArticle(1), reading(), "1")
	other := exec.Command(os.Args[0], "-test.run=^TestHeldByAnotherProcess$")
	other.Env = append(os.Environ(), held+"="+path)
	done, err := other.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := other.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := other.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		done.Close()
		other.Wait()
	}()
	if line, err := bufio.NewReader(out).ReadString('\n'); line != "held\n" {
		t.Fatalf("the other process says %q: %v", line, err)
	}

	s.db.SetMaxOpenConns(1) // the pragma is that of a connection
	if _, err := s.db.Exec("PRAGMA busy_timeout = 20"); err != nil {
		t.Fatal(err)
	}
	_, err = s.SaveArticle(t.Context(), benchArticle(2), reading(), "1")
	refused(t, err, path, "another program")
	// Readers are not kept out.
	reader, err := OpenReadOnly(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	if got := one(t, reader, "SELECT count(*) FROM articles"); got != "1" {
		t.Errorf("%s articles", got)
	}
	done.Close()
	if err := other.Wait(); err != nil {
		t.Fatal(err)
	}
	save(t, s, benchArticle(2), reading(), "1")
	sound(t, s)
}

// hold is the other process: it holds the lock of a writer until its standard input ends.
func hold(t *testing.T, path string) {
	s := openAt(t, path)
	conn, err := s.db.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := conn.ExecContext(t.Context(), "BEGIN EXCLUSIVE"); err != nil {
		t.Fatal(err)
	}
	fmt.Println("held")
	io.Copy(io.Discard, os.Stdin)
	if _, err := conn.ExecContext(t.Context(), "ROLLBACK"); err != nil {
		t.Fatal(err)
	}
}

// TestReadOnlyFile writes where only reading is allowed.
func TestReadOnlyFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	openAt(t, path)
	s, err := OpenReadOnly(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	_, err = s.SaveArticle(t.Context(), benchArticle(1), reading(), "1")
	refused(t, err, path, "writable")
}

// TestOpenErrorTellsThePathOnce opens what cannot be written in the midst of a migration.
func TestOpenErrorTellsThePathOnce(t *testing.T) {
	err := openError("x.db", fmt.Errorf("migration 1: %w", &WriteError{"x.db", errors.New("disk I/O error")}))
	if got, want := err.Error(), "open database x.db: disk I/O error"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
