package extract

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// cutMarks takes the « » out of a marked sentence and gives the bytes between them.
func cutMarks(t *testing.T, marked string) (s string, start, end int) {
	t.Helper()
	head, rest, ok1 := strings.Cut(marked, "«")
	span, tail, ok2 := strings.Cut(rest, "»")
	if !ok1 || !ok2 {
		t.Fatalf("no «» in %q", marked)
	}
	return head + span + tail, len(head), len(head) + len(span)
}

func findCount(exprs []countExpr, start, end int) (countExpr, bool) {
	for _, e := range exprs {
		if e.start == start && e.end == end {
			return e, true
		}
	}
	return countExpr{}, false
}

func TestFindCounts(t *testing.T) {
	tests := []struct {
		text      string
		value     int64
		max       int64
		unit      string
		qualifier string
	}{
		{"個人情報«382件»が漏えいした", 382, 0, "records", "exact"},
		{"投資先関連情報(«約1,080件»)", 1080, 0, "records", "about"},
		{"顧客«1,683名分»の氏名", 1683, 0, "people", "exact"},
		{"合計«8,236 件»", 8236, 0, "records", "exact"},
		{"情報«1 080件»", 1080, 0, "records", "exact"},
		{"個人情報«12万件超»が", 120000, 0, "records", "at_least"},
		{"«最大で約3万人分»の情報", 30000, 0, "people", "at_most"},
		{"«最大 344名»", 344, 0, "people", "at_most"},
		{"«15名様»の情報", 15, 0, "people", "exact"},
		{"«約 12 万件»", 120000, 0, "records", "about"},
		{"«46 万 517 人分»", 460517, 0, "people", "exact"},
		{"«15万7千件以上»の", 157000, 0, "records", "at_least"},
		{"«2万件近く»に達した", 20000, 0, "records", "about"},
		{"«300人を超える»会員", 300, 0, "people", "at_least"},
		{"«300余名»の名簿", 300, 0, "people", "at_least"},
		{"«100を超える団体»の", 100, 0, "organizations", "at_least"},
		{"«1000以上のアカウント»", 1000, 0, "accounts", "at_least"},
		{"«数千件»の氏名", 1000, 0, "records", "several"},
		{"«約数百人分»", 100, 0, "people", "several"},
		{"«十数件»", 10, 0, "records", "several"},
		{"市民«一名»の情報", 1, 0, "people", "exact"},
		{"個人«十四人»の", 14, 0, "people", "exact"},
		{"送信先は«21の窓口»で", 21, 0, "organizations", "exact"},
		{"«3つの大学»に送った", 3, 0, "organizations", "exact"},
		{"«19の商店会»に送った", 19, 0, "organizations", "exact"},
		{"«31のアカウント»が", 31, 0, "accounts", "exact"},
		{"加入する«76事業所»に", 76, 0, "organizations", "exact"},
		{"«7,949世帯分»", 7949, 0, "households", "exact"},
		{"納付書«2通»を", 2, 0, "messages", "exact"},
		{"対象は«1,369ファイル»", 1369, 0, "files", "exact"},
		{"サーバー«3台»が", 3, 0, "devices", "exact"},
		{"«5,874千口座»", 5874000, 0, "accounts", "exact"},
		{"会員ID«713アカウント»", 713, 0, "accounts", "exact"},
		{"少なくとも顧客«3,000人分»の情報", 3000, 0, "people", "at_least"},
		{"最大で顧客«3,000人分»の情報", 3000, 0, "people", "at_most"},
		{"件数は«推計約3万件»", 30000, 0, "records", "about"},
		{"契約«300件»の", 300, 0, "records", "exact"},
		{"契約«約300件»の", 300, 0, "records", "about"},
		// Ranges.
		{"«300~500件»", 300, 500, "records", "exact"},
		{"«300から500件»", 300, 500, "records", "exact"},
		{"«300件から500件»の間", 300, 500, "records", "exact"},
		{"«300件~500件»", 300, 500, "records", "exact"},
		{"«約1~2万人»", 10000, 20000, "people", "about"},
		{"«9,000~1万件»", 9000, 10000, "records", "exact"},
		{"«2、3人»の名前", 2, 3, "people", "about"},
		{"«二、三件»の", 2, 3, "records", "about"},
		// No ranges.
		{"当初の529万件から«596万件»に増えた", 5960000, 0, "records", "exact"},
		{"市民2、«30人»の", 30, 0, "people", "exact"},
		{"500~«300件»", 300, 0, "records", "exact"},
		// Tables and labels.
		{"件数\t«382»", 382, 0, "records", "exact"},
		{"人数:«1,200»", 1200, 0, "people", "exact"},
		{"対象者数\n«382»", 382, 0, "people", "exact"},
		{"漏えい件数は«約382»でした", 382, 0, "records", "about"},
		{"区分\t対象者数\t備考\n会員\t«1,200»\t住所を含む", 1200, 0, "people", "exact"},
		{"区分  件数\n会員  «1,200»", 1200, 0, "records", "exact"},
		{"件数(件) «382»", 382, 0, "records", "exact"},
	}
	for _, tt := range tests {
		s, start, end := cutMarks(t, tt.text)
		e, ok := findCount(findCounts(s, nil), start, end)
		if !ok || e.value != tt.value || e.max != tt.max || e.unit != tt.unit || e.qualifier != tt.qualifier || e.lookalike != "" {
			t.Errorf("%s: got %+v", tt.text, findCounts(s, nil))
		}
	}
}

func TestFindNoCounts(t *testing.T) {
	for _, s := range []string{
		"〇〇名の個人情報", "XX件", "●●件", "○○名", "□件",
		"2025年3月7日", "第3報", "CVE-2024-1234件", "v1.2.3件", "0120人", "〒100-0001", "03-1234-5678",
		"50%", "6割", "2倍", "3回", "下4桁", "100ポイント", "3年生", "65歳", "20代", "27GB", "3か月", "24時間365日",
		"施行規則7条", "第26条第1項", "一部の方", "一方", "統一人", "同一人物", "複数名", "何千件も", "数件名",
		"Microsoft 365アカウント", "件名", "人事", "3人事", "2通り", "5社員", "一通り", "2.5人", "10部門",
		"3 患者の皆様へ", "見出し\n2 会員の方へ", "1,08件", "99999999999999999999件", "件数は調査中", "件数\t未定", "件数 2025年", "1,200円安",
	} {
		for _, e := range findCounts(s, nil) {
			t.Errorf("%s: got %+v", s, e)
		}
	}
}

func TestCountTies(t *testing.T) {
	tests := []struct {
		text string
		tie  countTie
	}{
		{"個人情報«382件»", 0},
		{"計«17件»", tieTotal},
		{"合計は«17件»", tieTotal},
		{"会員の情報合わせて«17件»", tieTotal},
		{"全«17件»", tieTotal},
		{"安全«17件»", 0},
		{"会計«17件»", 0},
		{"このうち、«約300件»", tiePart},
		{"うちカード情報«300件»", tiePart},
		{"(うち«3件»は返却)", tiePart},
		{"延べ«300人»", tieGross},
		{"3万件(名寄せ前:«12万件»)", tieGross},
		{"のべ«約300人»", tieGross},
		{"名寄せ後«300人»", tieUnique},
		{"その日のうちに«3人»へ", 0},
		{"当初は«300人»としていた", tiePrior},
		{"«529万件»から596万件に増えた", tiePrior},
	}
	for _, tt := range tests {
		s, start, end := cutMarks(t, tt.text)
		exprs := findCounts(s, nil)
		e, ok := findCount(exprs, start, end)
		if !ok || e.tie != tt.tie {
			t.Errorf("%s: got %+v, want tie %b", tt.text, exprs, tt.tie)
		}
	}
}

func TestCountGroups(t *testing.T) {
	tests := []struct {
		text   string
		groups []int
	}{
		{"3,086件2,816人分", []int{1, 1}},
		{"96件(88名)", []int{1, 1}},
		{"6,287枚(2,518人分)", []int{1, 1}},
		{"30,000件(名寄せ前:124,000件)", []int{1, 1}},
		{"76事業所85件", []int{1, 1}},
		{"会員3件、職員5人", []int{0, 0}},
		{"8件(購入3件、解約5件)", []int{0, 0, 0}},
		{"3件2人と5件4人", []int{1, 1, 2, 2}},
	}
	for _, tt := range tests {
		var got []int
		for _, e := range findCounts(tt.text, nil) {
			got = append(got, e.group)
		}
		if len(got) != len(tt.groups) {
			t.Errorf("%s: %d counts, want %d", tt.text, len(got), len(tt.groups))
			continue
		}
		for i := range got {
			if got[i] != tt.groups[i] {
				t.Errorf("%s: groups %v, want %v", tt.text, got, tt.groups)
				break
			}
		}
	}
}

func TestCountSubjects(t *testing.T) {
	tests := []struct{ text, subject, noun string }{
		{"顧客情報«382件»", "顧客情報", "data"},
		{"株主:«25件»", "株主", ""},
		{"会員«1,200人»", "会員", ""},
		{"漏えいした«1,200人分»の氏名", "氏名", ""},
		{"顧客情報は合計で«約382件»", "顧客情報", "data"},
		{"お客さま情報«約480万件»", "お客さま情報", "data"},
		{"氏名のみ «8,512件»", "氏名のみ", ""},
		{"会員\t«382件»", "会員", ""},
		{"不正利用は«444件»", "不正利用", "event"},
		{"不正利用されたメールアドレス«3件»", "メールアドレス", "data"},
		{"計«103件»のメールアドレス", "メールアドレス", "data"},
		{"同種の被害が«5件»あり", "同種の被害", "event"},
	}
	for _, tt := range tests {
		s, start, end := cutMarks(t, tt.text)
		e, ok := findCount(findCounts(s, nil), start, end)
		if !ok || e.subject != tt.subject || tt.noun != "" && e.noun != tt.noun {
			t.Errorf("%s: got %q %q, want %q %q", tt.text, e.subject, e.noun, tt.subject, tt.noun)
		}
		if ok && s[e.subjectStart:e.subjectEnd] != e.subject {
			t.Errorf("%s: subject span is %q", tt.text, s[e.subjectStart:e.subjectEnd])
		}
	}
}

func TestCountsSkipDates(t *testing.T) {
	s := "3月7日3件、2025 100件"
	day, year := strings.Index(s, "日")+len("日"), strings.Index(s, "2025")
	got := findCounts(s, [][2]int{{0, day}, {year, year + 4}})
	if len(got) != 2 || got[0].value != 3 || got[1].value != 100 {
		t.Errorf("got %+v, want 3 and 100", got)
	}
	if got := findCounts(s, [][2]int{{0, len(s)}}); len(got) != 0 {
		t.Errorf("all claimed: got %+v", got)
	}
}

// TestQualifierTables runs the example of every qualifier: it must reach its code and span.
func TestQualifierTables(t *testing.T) {
	for _, list := range [][]qualifier{leading, trailing} {
		for _, q := range list {
			got := findCounts("顧客"+q.example+"。", nil)
			if len(got) != 1 || got[0].value != 300 || got[0].qualifier != q.code || got[0].end-got[0].start != len(q.example) {
				t.Errorf("%s: got %+v, want %s", q.example, got, q.code)
			}
			if _, known := qualifierRank[q.code]; !known || !strings.Contains(q.example, q.word) {
				t.Errorf("%s: unknown code %q or example without the word", q.word, q.code)
			}
		}
	}
}

// TestCounters reads every counter behind a number, and none of its other words.
func TestCounters(t *testing.T) {
	for _, c := range counters {
		got := findCounts("書類12"+c.word+"。", nil)
		if len(got) != 1 || got[0].unit != c.unit || got[0].counter != c.word || got[0].unsure != c.unsure {
			t.Errorf("12%s: got %+v", c.word, got)
		}
		for w := range strings.FieldsSeq(c.not) {
			for _, e := range findCounts("書類12"+c.word+w, nil) {
				if e.counter == c.word && e.value == 12 {
					t.Errorf("12%s%s: got %+v", c.word, w, e)
				}
			}
		}
	}
	for _, l := range countLabels {
		got := findCounts(l.example, nil)
		if len(got) != 1 || got[0].value != 382 || got[0].unit != l.unit || got[0].unsure != l.unsure {
			t.Errorf("%s: got %+v", l.example, got)
		}
	}
}

func TestGuards(t *testing.T) {
	for _, g := range guards {
		if len(g.hit) == 0 || len(g.miss) == 0 {
			t.Errorf("%s: needs sentences that hit and miss", g.name)
		}
		for _, marked := range g.hit {
			s, start, end := cutMarks(t, marked)
			if e, ok := findCount(findCounts(s, nil), start, end); !ok || e.lookalike != g.name {
				t.Errorf("%s: %s: got %+v", g.name, marked, findCounts(s, nil))
			}
		}
		for _, marked := range g.miss {
			s, start, end := cutMarks(t, marked)
			if e, ok := findCount(findCounts(s, nil), start, end); !ok || e.lookalike != "" {
				t.Errorf("%s: %s: got %+v, want no lookalike", g.name, marked, findCounts(s, nil))
			}
		}
	}
	for _, tt := range []struct{ marked, want string }{
		{"流出は«0件»", "zero"},
		{"«1人»5,000円を払う", "rate"},
		{"«1人»1台の端末", "rate"},
		{"«100件以上»1,000件未満", "class"},
		{"100件以上«1,000件未満»", "class"},
		{"«3件»目の事案", "ordinal"},
		{"第«2社»", "ordinal"},
	} {
		s, start, end := cutMarks(t, tt.marked)
		if e, _ := findCount(findCounts(s, nil), start, end); e.lookalike != tt.want {
			t.Errorf("%s: got %q, want %q", tt.marked, e.lookalike, tt.want)
		}
	}
}

// TestCountsLongInput holds the time to the length: each of these would
// not end if any step looked back over all of it.
func TestCountsLongInput(t *testing.T) {
	for _, unit := range []string{"1,", "1,1件", "111,", "1 ", "1 111 ", "九", "十", "数", "万", "1万", "1~", "1件", "件数 ", "件数\t1\n", "約", "うち", "1\t", "1人から"} {
		s := strings.Repeat(unit, 1<<18/len(unit))
		if got := findCounts(s, nil); len(got) > len(s) {
			t.Errorf("%q: %d counts", unit, len(got))
		}
	}
}

func FuzzFindCounts(f *testing.F) {
	for _, s := range []string{"約1,080件", "最大で約3万人分", "300~500件", "件数\t382", "1 080件", "96件(88名)", "二〇二五", "数千", "第3報 1.2.3", "対象者数\n382", "\xff1件", "1件\xe4"} {
		f.Add(s, 3, 6)
	}
	f.Fuzz(func(t *testing.T, s string, a, b int) {
		var skip [][2]int
		if a >= 0 && b > a && b <= len(s) {
			skip = [][2]int{{a, b}}
		}
		end := 0
		for _, e := range findCounts(s, skip) {
			if e.start < end || e.start > e.number || e.number >= e.end || e.end > len(s) {
				t.Fatalf("%q: span %d %d %d behind %d", s, e.start, e.number, e.end, end)
			}
			end = e.end
			if e.subjectStart > e.subjectEnd || e.subjectEnd > len(s) || s[e.subjectStart:e.subjectEnd] != e.subject {
				t.Fatalf("%q: subject %q at %d:%d", s, e.subject, e.subjectStart, e.subjectEnd)
			}
			if e.value < 0 || e.value > maxNumber || e.max != 0 && e.max <= e.value || e.unit == "" || e.qualifier == "" {
				t.Fatalf("%q: %+v", s, e)
			}
			if len(skip) > 0 && e.number < b && e.end > a {
				t.Fatalf("%q: %+v is claimed", s, e)
			}
			if utf8.ValidString(s) && !utf8.ValidString(s[e.start:e.end]) {
				t.Fatalf("%q: cut inside a rune", s)
			}
		}
	})
}
