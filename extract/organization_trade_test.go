package extract

import (
	"slices"
	"testing"
)

// TestNamesByPlace finds the bodies of a sentence that only the words around them give away.
func TestNamesByPlace(t *testing.T) {
	for _, c := range []struct {
		rule, text string
		want       []string
	}{
		{"org/firm", "衣料品チェーンを営むしずく商会が揺れた。", []string{"しずく商会"}},
		{"org/firm", "もみじ冷蔵(霧丘市)は9日、調べを終えた。", []string{"もみじ冷蔵"}},
		{"org/firm", "業務用の冷蔵は9日、調べを終えた。", nil},
		{"org/traded", "歯科に台帳の仕組みを供給するはこべの輪(霧丘市)が揺れた。", []string{"はこべの輪"}},
		{"org/traded", "歯科に台帳の仕組みを供給する部門が揺れた。", nil},
		{"org/seat", "鍵を握るのはLarkhill(ラークヒル、カナダ)だ。", []string{"Larkhill"}},
		{"org/quoted", "印刷会社の「ことのは屋」と「つゆくさ舎」も9日、公表した。", []string{"ことのは屋", "つゆくさ舎"}},
		{"org/traded", "ドラッグストアを展開するくすりの陽だまり舎(香川県)は5日、公表した。", []string{"くすりの陽だまり舎"}},
		{"org/traded", "被害はケーブルテレビの摂北ネット(約40万件)に及んだ。", []string{"摂北ネット"}},
		{"org/traded", "溶解を頼んだ業者が運搬を怠った。", nil},
		{"org/traded", "印刷会社の担当者が取り違えた。", nil},
		{"org/traded", "通販を営む会社が発表した。", nil},
		{"org/traded", "店を担当する部署は9日、公表した。", nil},
		{"org/enumerated", "吉備中央医療センター、きびじ高原病院、リンネリハビリプラザの3施設に届いた。", []string{"リンネリハビリプラザ"}},
		{"org/enumerated", "吉備中央医療センター、きびじ高原病院の職員、患者の3者に届いた。", nil},
		{"org/quoted", "革小物の「ことのは屋」(岡山市)にも及んだ。", []string{"ことのは屋"}},
		{"org/quoted", "雑貨店「ことのは屋」が狙われた。「ことのは屋」を運営する会社が5日、公表した。", nil},
		{"org/signed", "ご迷惑をおかけしたことをお詫びします。 遠浜日報社", []string{"遠浜日報社"}},
		{"org/signed", "ことのは屋 店主", []string{"ことのは屋"}},
		{"org/announcer", "遠浜県霧丘市のあさがおは5日、流出を公表した。", []string{"あさがお"}},
		{"org/point", "10月20日 こがね丸 カード決済の頁が改ざんされた", []string{"こがね丸"}},
		{"org/subject", "同社の「ことのは便」が不正アクセスを受けた。", nil},
	} {
		d := newDocument("個人情報の流出について\n\n" + c.text)
		var got []string
		for _, m := range extractor(t).findOrganizations(d, nil) {
			if m.rule == c.rule {
				got = append(got, d.s[m.start:m.end])
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s in %q: %q, want %q", c.rule, c.text, got, c.want)
		}
	}
}
