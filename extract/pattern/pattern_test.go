package pattern

import (
	"reflect"
	"regexp"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"
)

// exprs try every part of the syntax; texts hold matches and near misses of them.
var (
	exprs = []string{
		`$^`, `a?$^`, `(?:^|$)+`, `(?:$|b)*^`,
		``, `流出`, `漏え?い|漏洩|流出`, `(誤|別)の?封筒`, `^[0-9]{1,2}[.)、]`, `件$`, `^$`, `^`, `$`, `。?$`, `^流出$`,
		`誤って[^。]{0,40}(送|渡)`, `[^。、]{2,}`, `[一-龥ぁ-んァ-ヶ]{1,6}?[市区町村]`, `(\p{Han}+)市`, `.+?市`, `.*`, `(.*)市`, `a*`, `a*?`, `a+?b`,
		`(|a)*`, `(|a)+`, `(a|ab)(c|bcd)`, `(a?)*b`, `(?i)Bcc|ＢＣＣ`, `(?i)ſ`, `(?s).`, `.`, `[^\s]`, `\s*`, `x{0}`, `x{2}`, `x{1,5}$`, `^x{0,4}$`, `(誤|送){5}`, `x{2,}`, `(x{1,2}){2}`,
		`\bx`, `(?m)^x`, `[^\x00-\x{10ffff}]`, `(?P<name>[a-z]+)=([0-9]+)`, `、|。`, `(^|[^第])1`, `(^|、)もし`, `x(?:$|、)`, `(ab)?(abab)?$`, `[🍣-🍥]`,
		`((a)|b)+`, `((a)|(b)?)*`, `(a*)(a*?)b`, `^(a|)(b|)(.*)$`, `((誤)|(送)){2}`, `(流(出)|漏(洩)|漏え(い)|別(封))+`, `(a*)*`, `(a*?)+`, `((a|b){1,5}?)(c|$)`,
	}
	texts = []string{
		"", "a", "流出", "情報が漏えいし、流出した。", "漏洩や漏い", "別封筒の中の誤の封筒", "12、4)", "3件", "件", "誤って別の方へ書類を送付し、渡した。",
		"霧ヶ峰市と葦原市", "市", "千葉県霧ヶ峰市の職員は、もし", "もしも", "aaab", "abcd", "abababab", "bBcCc ſ s S", " \t\n　", "x\nxx\nx", "xxxxx、", "id=12 name=7",
		"第1と1", "🍣🍤a🍥", "\u00e9e\u0301\u3000", strings.Repeat("誤って", 30) + "渡",
	}
)

// agrees compares all methods of a pattern with those of package regexp.
func agrees(t *testing.T, expr, text string) {
	t.Helper()
	p, re := New(expr), regexp.MustCompile(expr)
	for _, c := range []struct {
		method    string
		got, want any
	}{
		{"MatchString", p.MatchString(text), re.MatchString(text)},
		{"FindString", p.FindString(text), re.FindString(text)},
		{"FindStringIndex", p.FindStringIndex(text), re.FindStringIndex(text)},
		{"FindAllStringIndex", p.FindAllStringIndex(text, -1), re.FindAllStringIndex(text, -1)},
		{"FindAllStringIndex 2", p.FindAllStringIndex(text, 2), re.FindAllStringIndex(text, 2)},
		{"FindStringSubmatch", p.FindStringSubmatch(text), re.FindStringSubmatch(text)},
		{"FindStringSubmatchIndex", p.FindStringSubmatchIndex(text), re.FindStringSubmatchIndex(text)},
		{"FindAllStringSubmatchIndex", p.FindAllStringSubmatchIndex(text, -1), re.FindAllStringSubmatchIndex(text, -1)},
		{"ReplaceAllString", p.ReplaceAllString(text, "<>"), re.ReplaceAllString(text, "<>")},
	} {
		if !reflect.DeepEqual(c.got, c.want) {
			t.Errorf("%s of %q in %q is %v, package regexp says %v", c.method, expr, text, c.got, c.want)
		}
	}
}

func TestAgreesWithRegexp(t *testing.T) {
	for _, expr := range exprs {
		for _, text := range texts {
			agrees(t, expr, text)
		}
	}
}

// A pattern with more states than are kept forgets them and goes on.
func TestManyStates(t *testing.T) {
	expr := `[ab]*a[ab]{12}$`
	var text strings.Builder
	for i := range 1 << 13 {
		text.WriteByte("ab"[i>>(i%13)&1])
	}
	agrees(t, expr, text.String())
	p := New(expr)
	p.MatchString(text.String())
	if kept := p.run(forward).states.Load(); kept.size == 0 || kept.size > maxSize+1<<10 || len(kept.insts) == 1<<12 {
		t.Errorf("%d states of %d bytes are kept, want at most %d bytes", len(kept.insts), kept.size, maxSize)
	}
}

func TestConcurrentUse(t *testing.T) {
	var all sync.WaitGroup
	for _, expr := range exprs {
		p, re := New(expr), regexp.MustCompile(expr)
		for range 4 {
			all.Go(func() {
				for _, text := range texts {
					if got, want := p.FindAllStringIndex(text, -1), re.FindAllStringIndex(text, -1); !reflect.DeepEqual(got, want) {
						t.Errorf("%q in %q: %v, want %v", expr, text, got, want)
					}
				}
			})
		}
	}
	all.Wait()
}

func TestWrongExpression(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a wrong expression did not panic")
		}
	}()
	New(`(`).MatchString("")
}

func FuzzAgreesWithRegexp(f *testing.F) {
	for _, expr := range exprs {
		for _, text := range texts[:4] {
			f.Add(expr, text)
		}
	}
	f.Fuzz(func(t *testing.T, expr, text string) {
		if _, err := regexp.Compile(expr); err != nil || !utf8.ValidString(text) || len(expr) > 100 || len(text) > 1000 {
			t.Skip()
		}
		agrees(t, expr, text)
	})
}
