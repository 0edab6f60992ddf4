package extract

import "testing"

func (z zone) String() string {
	return []string{"story", "title", "prevention", "advice", "example", "background", "aside"}[z]
}

func TestHeadingZones(t *testing.T) {
	for _, c := range []struct {
		opens zone
		hits  []string
		near  []string // headings much like them that open another zone or none
	}{
		{aside, []string{
			"関連記事", "関連するお知らせ", "【関連】", "参考リンク", "参考文献", "あわせて読みたい", "次に読むおすすめ", "アクセスランキング", "人気記事", "おすすめ記事",
			"最新の記事", "新着お知らせ", "バックナンバー", "コメント一覧", "この記事を書いた人", "執筆:葦原太郎", "著者プロフィール", "監修者について", "カテゴリー", "タグ一覧",
			"月別アーカイブ", "セミナー情報", "資料ダウンロード", "メールマガジン登録", "広告", "[PR]", "お問い合わせ先", "本件に関するお問い合わせ", "■相談窓口", "受付窓口:平日9時から",
			"これまでのお知らせ", "過去の掲載", "加筆の記録", "訂正履歴", "関連性の高い記事", "こちらの記事も", "もっと読む", "関連する話題", "月別アーカイブ", "新商品のご案内", "広告掲載", "サイトマップ", "目次", "編集部より", "会社概要", "更新履歴", "出典", "次回予告", "メールマガジンで情報漏えい対策を学ぶ",
		}, []string{
			"■関連会社の対応", "被害者は誰か", "担当者の説明", "閲覧者の数", "参加者の氏名が漏れた経緯", "広域連合の発表", "名簿の中身", "取引先の相談窓口を乗っ取り", "メルマガの設定を誤り住所が流出",
			"関連する動き", "2. 忘れ物:湖畔の広告制作会社", "■社名入りの犯行予告", "ダウンロードの形跡", "会員へのご案内", "「購読を勧めるため」が4人", "霧丘市立アーカイブ",
		}},
		{example, []string{
			"事例1:製造業A社の場合", "ケース2 ある病院のB氏", "A社の場合", "架空の事例で学ぶ", "想定される被害シナリオ", "もし名簿を失くしたら", "ヒヤリハット事例", "たとえばの話", "たとえ話で考える", "よくある失敗", "お詫び文の記載例", "通知のテンプレート", "報告書のひな形", "ありがちな筋書き",
		}, []string{"事案の概要", "例年の行事", "A社の対応"}},
		{prevention, []string{"再発防止策", "5 今後の対応について", "これからの対策", "この先の備え", "今後の取り組み", "改善策", "実施済みの対策", "今後の方針", "5 再発を防ぐために"}, []string{"対策のポイント", "これまでの対応", "防止するには"}},
		{advice, []string{
			"企業が取るべき対策", "この事故の教訓", "まとめ", "今すぐやるべきこと", "情報漏えいを防ぐために", "チェックリスト", "ランサムウェアとは", "不正アクセスの仕組み", "リスクと備え",
			"Q&A", "よくあるご質問", "お尋ねの多い点", "よくいただく質問", "お客様へのお願い", "ご注意ください", "注意喚起", "おわりに", "最後に", "個人情報を守る方法", "専門家の考え方", "担当者がとるべき手順", "3 刑罰", "会社の法的責任",
		}, []string{"被害の状況", "市の対応", "発覚の経緯", "再開は別の仕組みで", "私たちが行ったこと", "読書の傾向は含まれず", "種類 量"}},
		{background, []string{"過去の主な事故", "これまでの類似事案", "業種別に見る", "原因別の統計", "他社の事例"}, []string{"これまでの経過", "過去にさかのぼった調査結果", "対象の件数", "霧丘統計研究所", "葦原魚市場"}},
		{story, []string{
			"1 経緯", "事案の概要", "発覚から公表まで", "被害の範囲", "漏えいした情報", "対象となる方", "情報の項目", "原因について", "当社の対応", "これまでの対応", "タイムライン", "時系列",
			"何が起きたか", "二次被害", "調査結果", "お知らせとお詫び", "内訳", "取引先情報(1,204件)", "会員(約3万人分)",
			"書類の種類 件数", "(1)種類", "(ア)種類", "帳票の種類", "種類ごとの数", "原因と被害", "よその失敗に学ぶ",
		}, []string{"関連情報", "再発防止策と経緯"}},
	} {
		for _, h := range c.hits {
			if z, known := headingZone(h); z != c.opens || !known {
				t.Errorf("%q opens %v (known: %v), want %v", h, z, known, c.opens)
			}
		}
		for _, h := range c.near {
			if z, known := headingZone(h); z == c.opens && known {
				t.Errorf("%q opens %v", h, z)
			}
		}
	}
}

func TestUnknownHeadings(t *testing.T) {
	for _, h := range []string{"葦原商店", "霧丘市立図書館", "名簿の中身", "3月5日", "名簿の中身 ※種類により異なる場合があります"} {
		if z, known := headingZone(h); known || z != story {
			t.Errorf("%q opens %v (known: %v)", h, z, known)
		}
	}
}

// TestZones reads whole texts: the zone of the line that holds a word.
func TestZones(t *testing.T) {
	const text = "葦原商店で顧客名簿を紛失\n" +
		"ホーム > ニュース > 店\n\n" +
		"店は名簿を失くした。\n\n" +
		"1 経緯\n発覚のいきさつ。\n\n" +
		"2 再発防止策\n鍵をかける。\n(1) 研修\n全員が受ける。\n\n" +
		"3 対策のポイント\n鍵は大切だ。\n(1) 鍵の種類\n南京錠もある。\n\n" +
		"4 被害の範囲\n百人の名簿。\n\n" +
		"本記事は掲載時点のものです。\n○○株式会社御中\n\n" +
		"■関連記事\n霧丘店でも紛失。\n\n" +
		"■その他の話題\n花が咲いた。\n"
	d := newDocument(text)
	for word, want := range map[string]zone{
		"顧客名簿":    title,
		"ホーム":     aside,
		"店は名簿":    story,
		"発覚のいきさつ": story,
		"鍵をかける":   prevention,
		"全員が受ける":  prevention, // a heading of lower rank goes on with the zone above it
		"鍵は大切":    advice,
		"南京錠":     advice,
		"百人の名簿":   story,
		"本記事は":    aside,
		"○○株式会社":  example,
		"霧丘店でも":   aside,
		"花が咲いた":   aside, // behind the related links nothing comes back to the story
	} {
		i := indexOf(t, d, word)
		if got := d.zoneAt(i); got != want {
			t.Errorf("%q is %v, want %v", word, got, want)
		}
	}
}

// TestFurniture reads a text whose lines between headline and lead are no headings of it.
func TestFurniture(t *testing.T) {
	d := newDocument("葦原商店で顧客名簿を紛失\n\n2024-05-06 カテゴリ:雑記\n\n店は名簿を失くした。百人の名がある。\n\nコメント(3)\n\n霧丘店でも失くしたらしい。\n")
	for word, want := range map[string]zone{"店は名簿": story, "霧丘店": aside} {
		if got := d.zoneAt(indexOf(t, d, word)); got != want {
			t.Errorf("%q is %v, want %v", word, got, want)
		}
	}
}

func TestAsideLines(t *testing.T) {
	for _, s := range []string{
		"ホーム > お知らせ", "ツイート", "シェア", "Copyright 2025 Ashihara", "詳しくはこちら", "[PR] 新しい鍵", "無料会員登録", "投稿者:葦原", "#鍵",
		"お問い合わせ先:霧丘市総務課", "電話:0120-000-000", "受付時間 9時から17時", "関連記事:霧丘店でも紛失", "▼前回の記事 霧丘店で7,645件",
	} {
		if !asideLines.MatchString(s) {
			t.Errorf("%q is taken for a line of the story", s)
		}
	}
	for _, s := range []string{
		"店は5日、名簿を失くしたと発表した。", "市は電話で謝罪した。", "ホームページに名簿が載っていた。", "氏名、住所、電話番号", "問い合わせは12件あった。", "広告会社が名簿を失くした。", "関連会社の社員が名簿を失くした。", "参考人から話を聞いた。", "職員がツイートした。",
	} {
		if asideLines.MatchString(s) {
			t.Errorf("%q is taken for page furniture", s)
		}
	}
	if s := "名簿を失くした。問い合わせは総務課へ。"; asideAlone(s) {
		t.Errorf("%q: the story before the contact is lost", s)
	}
}
