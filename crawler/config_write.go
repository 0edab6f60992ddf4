package crawler

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// ErrNameTaken is wrapped by AppendSource's error for a source that is called as another one is.
var ErrNameTaken = errors.New("another source has this name")

// AppendSource adds a source to the TOML file at path, which it makes if there is none, and
// returns the entry as it was written. A file that cannot be read as a configuration, with the new
// entry or without, is left as it is.
func AppendSource(path string, src Source) (entry string, err error) {
	old, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("crawler: config: %w", err)
	}
	if len(bytes.TrimSpace(old)) > 0 {
		c, err := LoadConfig(path)
		if err != nil {
			return "", err
		}
		for _, s := range c.Sources {
			if same := s.Feed != "" && s.Feed == src.Feed || s.Sitemap != "" && s.Sitemap == src.Sitemap ||
				s.List != nil && src.List != nil && s.List.URL == src.List.URL; same {
				return "", fmt.Errorf("crawler: config %s: the source %q is this one already", path, s.Name)
			}
			if s.Name == src.Name {
				return "", fmt.Errorf("crawler: config %s: %w: %q", path, ErrNameTaken, s.Name)
			}
		}
	}
	if entry, err = SourceTOML(src); err != nil {
		return "", fmt.Errorf("crawler: config %s: %w", path, err)
	}
	text := string(old)
	if text != "" {
		text = strings.TrimRight(text, "\n") + "\n\n"
	}
	text += entry
	if _, err := parseConfig(path, []byte(text)); err != nil {
		return "", err
	}
	return entry, replaceFile(path, []byte(text))
}

// replaceFile writes a file whole or not at all.
func replaceFile(path string, text []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*")
	if err != nil {
		return fmt.Errorf("crawler: config: %w", err)
	}
	defer os.Remove(f.Name()) // after Rename it is gone
	mode := fs.FileMode(0o644)
	if info, err := os.Stat(path); err == nil {
		mode = info.Mode().Perm()
	}
	_, err = f.Write(text)
	if err := errors.Join(err, f.Chmod(mode), f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("crawler: config: %w", err)
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return fmt.Errorf("crawler: config: %w", err)
	}
	return nil
}

// SourceTOML writes the entry of a configuration for a source as Discover makes them.
func SourceTOML(src Source) (string, error) {
	var b strings.Builder
	var failed error
	put := func(key, value string) {
		if value == "" {
			return
		}
		line, err := toml.Marshal(map[string]string{key: value})
		failed = errors.Join(failed, err)
		b.Write(line)
	}
	b.WriteString("[[source]]\n")
	put("name", src.Name)
	put("home", src.Home)
	put("feed", src.Feed)
	put("sitemap", src.Sitemap)
	if src.List != nil {
		b.WriteString("[source.list]\n")
		put("url", src.List.URL)
		put("item", src.List.Item)
		put("link", src.List.Link)
		put("date", src.List.Date)
		put("next", src.List.Next)
	}
	return b.String(), failed
}
