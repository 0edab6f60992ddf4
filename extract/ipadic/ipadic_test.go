package ipadic

import (
	"bytes"
	"encoding/binary"
	"reflect"
	"slices"
	"testing"

	"github.com/ikawaha/kagome-dict/ipa"
)

// The image holds all of the dictionary that kagome reads when it cuts a text.
func TestImageEqualsModule(t *testing.T) {
	d, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	want := ipa.Dict()
	for _, c := range []struct {
		what      string
		got, want any
	}{
		{"costs of words", d.Morphs, want.Morphs},
		{"costs of connections", d.Connection, want.Connection},
		{"categories", d.CharCategory, want.CharCategory},
		{"invoke", dictBools(d.InvokeList), dictBools(want.InvokeList)},
		{"group", dictBools(d.GroupList), dictBools(want.GroupList)},
		{"costs of unknown words", d.UnkDict.Morphs, want.UnkDict.Morphs},
	} {
		if !reflect.DeepEqual(c.got, c.want) {
			t.Errorf("%s differ from those of the module: go generate ./extract/ipadic", c.what)
		}
	}
	if len(d.Known) != len(want.POSTable.POSs) || len(d.Unknown) != len(want.UnkDict.Contents) {
		t.Fatal("parts of speech are missing")
	}
	for id, ids := range want.POSTable.POSs {
		for i, n := range ids[:min(3, len(ids))] {
			if got, want := d.POS[d.Known[id]][i], want.POSTable.NameList[n]; got != want {
				t.Fatalf("level %d of word %d is %q, want %q", i, id, got, want)
			}
		}
	}
	for id, features := range want.UnkDict.Contents {
		if got := d.POS[d.Unknown[id]]; got != [3]string(features[:3]) {
			t.Fatalf("unknown word %d is %q, want %q", id, got, features[:3])
		}
	}
}

// Every word of the module is reached by steps, once, and they by way of others.
func TestSteps(t *testing.T) {
	d, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	reached := map[int32]bool{0: true}
	words := make([]int, len(d.Morphs))
	for _, s := range d.steps {
		if s == 0 {
			continue
		}
		if reached[s.to()] {
			t.Fatalf("two steps lead to %d", s.to())
		}
		reached[s.to()] = true
		for n := range s.words() {
			words[s.to()-1+n]++
		}
	}
	for id, n := range words {
		if n != 1 {
			t.Fatalf("word %d is reached %d times", id, n)
		}
	}
	for _, s := range d.steps {
		if from := int32(s.way() >> runeBits); s != 0 && !reached[from] {
			t.Fatalf("a step begins at %d, where none leads", from)
		}
	}
	s := step(0)
	for _, r := range "株式会社" {
		s = d.next(s.to(), r)
	}
	if s.words() != 1 || d.POS[d.Known[s.to()-1]] != [3]string{"名詞", "一般", "*"} {
		t.Errorf("株式会社 is %d words, the first a %v", s.words(), d.POS[d.Known[s.to()-1]])
	}
	if s := d.next(0, '𠮷'); s != 0 {
		t.Errorf("𠮷 leads to %d", s.to())
	}
}

func dictBools[S ~[]bool](s S) []bool { return s }

func TestWriteMakesImage(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, ipa.Dict()); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(b.Bytes(), image) {
		t.Error("ipadic.bin is not what the module gives: go generate ./extract/ipadic")
	}
}

// At an odd address a dictionary is copied, not laid over the image.
func TestReadOddAddress(t *testing.T) {
	d, err := read(image)
	if err != nil {
		t.Fatal(err)
	}
	odd, err := read(append([]byte{0}, image...)[1:])
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(odd, d) {
		t.Error("the copied dictionary differs")
	}
}

func TestReadBroken(t *testing.T) {
	for _, n := range []int{0, 7, 8, 100, len(image) / 2, len(image) - 8} {
		if _, err := read(image[:n]); err == nil {
			t.Errorf("the first %d bytes of the image were read without an error", n)
		}
	}
	long := slices.Clone(image)
	binary.LittleEndian.PutUint64(long, 1<<63)
	if _, err := read(long); err == nil {
		t.Error("an endless column was read without an error")
	}
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Load(); err != nil {
			b.Fatal(err)
		}
	}
}
