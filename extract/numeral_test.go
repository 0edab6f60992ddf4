package extract

import (
	"strings"
	"testing"
)

func TestReadNumeral(t *testing.T) {
	tests := []struct {
		text    string // numeral«rest
		value   int64
		several bool
	}{
		{"0«件", 0, false},
		{"382«件", 382, false},
		{"1,080«件", 1080, false},
		{"1 080«件", 1080, false},
		{"1, 080«件", 1080, false},
		{"1、080«件", 1080, false},
		{"1.080«件", 1080, false},
		{"一、二〇八«名", 1208, false},
		{"二«、三名", 2, false},
		{"二«、三〇名", 2, false},
		{"1,234,567«件", 1234567, false},
		{"3,244«.", 3244, false},
		{"1«,2個", 1, false},
		{"29«,30", 29, false},
		{"2025«,100", 2025, false},
		{"1«,0800", 1, false},
		{"12«", 12, false},
		{"3«月7日", 3, false},
		// Decimals need a unit that makes them whole.
		{"2.3万«人", 23000, false},
		{"1.080万«人", 10800, false},
		{"116.7万«件", 1167000, false},
		{"1.2億«件", 120000000, false},
		{"9.3万«円", 93000, false},
		{"3.5千«人", 3500, false},
		// Units.
		{"12万«件", 120000, false},
		{"12 万«件", 120000, false},
		{"46 万 517« 人分", 460517, false},
		{"46万«、517人", 460000, false},
		{"3万3333«人分", 33333, false},
		{"17万5千«人", 175000, false},
		{"1億100万«件", 101000000, false},
		{"12万3,456«件", 123456, false},
		{"9千«件", 9000, false},
		{"5,874千«口座", 5874000, false},
		{"7000千«人", 7000000, false},
		{"2兆«円", 2000000000000, false},
		{"123万4567«", 1234567, false},
		// Kanji.
		{"一«名", 1, false},
		{"十«人", 10, false},
		{"二〇二五«年", 2025, false},
		{"二〇〇«名", 200, false},
		{"一二三四五六七«", 1234567, false},
		{"百十«名", 110, false},
		{"三千«人", 3000, false},
		{"三千九百二十一«", 3921, false},
		{"一万二千«件", 12000, false},
		{"三千万«円", 30000000, false},
		{"千二百万«円", 12000000, false},
		{"七〇〇万«", 7000000, false},
		{"百二十三万四千五百六十七«円", 1234567, false},
		{"百2十3万4千5百6十7«円", 1234567, false},
		{"一億二千四百五十六万三千九百二十一«", 124563921, false},
		// 数: the base.
		{"数«人", 1, true},
		{"数十«件", 10, true},
		{"数千«件", 1000, true},
		{"数万«人", 10000, true},
		{"数百万«件", 1000000, true},
		{"数十万«件", 100000, true},
		{"十数«件", 10, true},
		{"二十数«件", 20, true},
		{"10数«件", 10, true},
		{"12«数", 12, false},
		{"百数十«円", 100, true},
		{"一万数千«人", 10000, true},
		{"十数万«円", 100000, true},
		{"1億数千万«人", 100000000, true},
		{"2007«二十人", 2007, false},
	}
	for _, tt := range tests {
		want := strings.Index(tt.text, "«")
		s := strings.Replace(tt.text, "«", "", 1)
		n, next, ok := readNumeral(s, 0)
		if !ok || next != want || n.value != tt.value || n.several != tt.several {
			t.Errorf("%s: got %+v, %q, %v", tt.text, n, s[:next], ok)
		}
	}
}

func TestReadNumeralUnreadable(t *testing.T) {
	tests := []struct {
		text string
		next int
	}{
		{"", 0},
		{"件", 0},
		{"万一", 0},
		{"億", 0},
		{" 12", 0},
		{"2.5人", 3},
		{"1.23456万人", 10},
		{"1.2.3", 5},
		{"0120", 4},
		// Units have to descend.
		{"1千1千1千", 5},
		{"3万5万", 5},
		{"〇〇名", 6},
		{"〇名", 3},
		{"3万33333人", 9},
		{"99999999999999999999999件", 23},
		{"999999兆億", 9},
		{strings.Repeat("9", 100000), 100000},
		{strings.Repeat("九", 1000), 3000},
	}
	for _, tt := range tests {
		if n, next, ok := readNumeral(tt.text, 0); ok || next != tt.next {
			t.Errorf("%.40s: got %+v, next %d, ok %v; want next %d and not ok", tt.text, n, next, ok, tt.next)
		}
	}
}

func TestNumeralScale(t *testing.T) {
	tests := []struct {
		text        string
		head, scale int64
	}{
		{"500", 500, 1},
		{"12万", 12, 10_000},
		{"5千", 5, 1000},
		{"三千万", 3, 10_000_000},
		{"数千", 1, 1000},
		{"3万3333", 33333, 1},
	}
	for _, tt := range tests {
		if n, _, _ := readNumeral(tt.text, 0); n.head != tt.head || n.scale != tt.scale {
			t.Errorf("%s: got %d × %d, want %d × %d", tt.text, n.head, n.scale, tt.head, tt.scale)
		}
	}
}
