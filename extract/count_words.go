package extract

import "strings"

// A counter is a word that follows a number and says what is counted.
type counter struct {
	word string
	unit string // a unit of Count
	// unsure counters do not say alone that the incident is measured: 3台 of servers do,
	// 3個 may be anything. The caller may leave their counts out.
	unsure bool
	// not are continuations that make another word of it: 人 in 3人事, 件 in 件名.
	not string
	// linked counters are nouns and also stand behind の: 21の窓口, 3つの大学.
	linked bool
}

// counters are the counters by unit. The first ones of each unit are those of the
// annotation guide; the unsure ones come from Japanese notices.
var counters = []counter{
	{word: "件", unit: "records", not: "名 数"},
	{word: "レコード", unit: "records", unsure: true},
	{word: "行", unit: "records", unsure: true, not: "為 政 動 方 員 先 う い わ っ き け 使 進 程 数 目 内"},
	{word: "明細", unit: "records", unsure: true},
	{word: "データ", unit: "records", unsure: true},
	{word: "メールアドレス", unit: "records", unsure: true},
	{word: "アドレス", unit: "records", unsure: true},
	{word: "症例", unit: "records", unsure: true},

	{word: "人", unit: "people", not: "事 材 物 口 類 権 体 間 員 工 格 気 数 為 生 身 民 称 一首 ひとり 一人 暮らし 歩き 親 っ子"},
	{word: "名", unit: "people", not: "称 簿 義 字 刺 古 寄 宛 札 前の 前は 前が 前を 産 所 目"},
	{word: "個人", unit: "people", unsure: true, not: "情 番 事 デ 名 名義 向"},
	{word: "会員", unit: "people", unsure: true},
	{word: "ユーザー", unit: "people", unsure: true, not: "名 I"},
	{word: "ユーザ", unit: "people", unsure: true, not: "名 I"},
	{word: "顧客", unit: "people", unsure: true, not: "情 デ 名"},
	{word: "利用者", unit: "people", unsure: true},
	{word: "契約者", unit: "people", unsure: true},
	{word: "患者", unit: "people", unsure: true},

	{word: "アカウント", unit: "accounts", linked: true},
	{word: "ID", unit: "accounts"},
	{word: "口座", unit: "accounts", unsure: true, not: "番 名 振"},
	{word: "契約", unit: "accounts", unsure: true, not: "者 書 社 期 内 年"},
	{word: "回線", unit: "accounts", unsure: true},

	{word: "社", unit: "organizations", not: "員 会 長 内 外 名 宅 屋 債 是 史 用 印 説 交"},
	{word: "団体", unit: "organizations", linked: true},
	{word: "事業所", unit: "organizations", linked: true},
	{word: "事業者", unit: "organizations", linked: true},
	{word: "校", unit: "organizations", not: "正 長 内 門 舎 則 了 閲 歌 友 外 務"},
	{word: "機関", unit: "organizations", linked: true},
	{word: "医療機関", unit: "organizations", linked: true},
	{word: "金融機関", unit: "organizations", linked: true},
	{word: "自治体", unit: "organizations", linked: true},
	{word: "店舗", unit: "organizations", linked: true},
	{word: "代理店", unit: "organizations", linked: true},
	{word: "販売店", unit: "organizations", linked: true},
	{word: "加盟店", unit: "organizations", linked: true},
	{word: "委託元", unit: "organizations", linked: true},
	{word: "窓口", unit: "organizations", linked: true},
	{word: "学校", unit: "organizations", linked: true},
	{word: "小学校", unit: "organizations", linked: true},
	{word: "中学校", unit: "organizations", linked: true},
	{word: "小中学校", unit: "organizations", linked: true},
	{word: "高校", unit: "organizations", linked: true},
	{word: "大学", unit: "organizations", linked: true},
	{word: "病院", unit: "organizations", linked: true},
	{word: "企業", unit: "organizations", linked: true},
	{word: "法人", unit: "organizations", linked: true},
	{word: "市町村", unit: "organizations", linked: true},
	{word: "市区町村", unit: "organizations", linked: true},
	{word: "市町", unit: "organizations", linked: true},
	{word: "都道府県", unit: "organizations", linked: true},
	{word: "道府県", unit: "organizations", linked: true},
	{word: "都府県", unit: "organizations", linked: true},
	{word: "府県", unit: "organizations", linked: true},
	{word: "都県", unit: "organizations", linked: true},
	{word: "組織", unit: "organizations", unsure: true, linked: true},
	{word: "施設", unit: "organizations", unsure: true, linked: true},
	{word: "拠点", unit: "organizations", unsure: true, linked: true},
	{word: "店", unit: "organizations", unsure: true, not: "長 員 頭 内 主 名 番"},
	{word: "支店", unit: "organizations", unsure: true, linked: true},
	{word: "取引先", unit: "organizations", unsure: true, linked: true},
	{word: "委託先", unit: "organizations", unsure: true, linked: true},
	{word: "先", unit: "organizations", unsure: true, not: "日 生 週 月 般 方 頭 着 輩 端 進 行 物 に の を ほど"},
	{word: "グループ", unit: "organizations", unsure: true, not: "会 企"},

	{word: "通", unit: "messages", not: "り 常 知 信 報 勤 話 販 称 過 用 院 学 帳 貨 商 行 達 告"},
	{word: "メール", unit: "messages", unsure: true, not: "ア マ"},

	{word: "ファイル", unit: "files", linked: true, not: "名 共 サ 転"},
	{word: "点", unit: "files", not: "検 数 滅 在 目 字 呼 灯 満"},
	{word: "冊", unit: "files", not: "子"},
	{word: "枚", unit: "files", not: "数 岩 目"},
	{word: "部", unit: "files", not: "署 門 分 長 隊 屋 品 員 会 活 局 落 下 数 内 材 位 上 構"},
	{word: "箱", unit: "files", unsure: true},
	{word: "票", unit: "files", unsure: true},
	{word: "フォルダ", unit: "files", unsure: true},

	{word: "世帯", unit: "households", linked: true, not: "主 数 全"},
	{word: "戸", unit: "households", unsure: true, not: "籍 建 別 外 口"},

	{word: "台", unit: "devices", not: "湾 風 帳 紙 詞 本 所 東 北"},
	{word: "端末", unit: "devices", unsure: true, not: "名 番"},
	{word: "サーバー", unit: "devices", unsure: true},
	{word: "サーバ", unit: "devices", unsure: true},
	{word: "パソコン", unit: "devices", unsure: true},
	{word: "個", unit: "devices", unsure: true, not: "人 別 所 室 展 性 体 数 々"},
	{word: "本", unit: "devices", unsure: true, not: "人 社 件 日 年 月 当 部 店 書 体 校 会 稿 邦 市 名 来 庁 院 学 格 機 省 文 木 化 町 区 柱 目"},

	{word: "円", unit: "yen", not: "安 高 滑 形 卓 盤"},
}

// bodies end the nouns that are counted by の alone: 9の商店会.
const bodies = "店 園 病院 医院 学院 会館 旅館 図書館 クラブ 商店会 商工会 委員会 協会 連合会 自治会 町内会 後援会 同窓会 父母会 役場 役所 事務所 営業所 出張所 診療所 保育所 事業所 郵便局 薬局 消防署 警察署 税務署 機関 組合 農協 生協 漁協 団体 会社 企業 法人 事業者 財団 町村 市町村 自治体 学校 大学 高校 施設 教室 ホテル"

// A qualifier says how exact a number is. Some stand before it, some behind the counter.
type qualifier struct {
	word string
	code string // a qualifier of Count
	not  string // continuations (behind a word) or heads (before it) that make another word
	// example has the words around it, for the test: the number is 300.
	example string
}

// leading qualifiers stand before the number.
var leading = []qualifier{
	{"最大で", "at_most", "", "最大で300人"},
	{"最大でも", "at_most", "", "最大でも300人"},
	{"最大", "at_most", "", "最大300人"},
	{"最多で", "at_most", "", "最多で300人"},
	{"多くとも", "at_most", "", "多くとも300人"},
	{"多くて", "at_most", "", "多くて300人"},
	{"上限", "at_most", "", "上限300人"},
	{"少なくとも", "at_least", "", "少なくとも300人"},
	{"少なくても", "at_least", "", "少なくても300人"},
	{"最低でも", "at_least", "", "最低でも300人"},
	{"最低", "at_least", "", "最低300人"},
	{"約", "about", "契 予 規 条 節 解 公 制 要 集 誓 協 特 倹 婚 盟 旧 密", "約300人"},
	{"およそ", "about", "", "およそ300人"},
	{"おおよそ", "about", "", "おおよそ300人"},
	{"凡そ", "about", "", "凡そ300人"},
	{"おおむね", "about", "", "おおむね300人"},
	{"概ね", "about", "", "概ね300人"},
	{"ほぼ", "about", "", "ほぼ300人"},
	{"ざっと", "about", "", "ざっと300人"},
	{"だいたい", "about", "", "だいたい300人"},
	{"大体", "about", "", "大体300人"},
	{"推定", "about", "", "推定300人"},
	{"推定で", "about", "", "推定で300人"},
	{"推計", "about", "", "推計300人"},
	{"推計で", "about", "", "推計で300人"},
	{"概算", "about", "", "概算300人"},
	{"概算で", "about", "", "概算で300人"},
}

// trailing qualifiers stand behind the counter, or between number and counter (300余名,
// 300を超える団体).
var trailing = []qualifier{
	{"以下", "at_most", "の通 のとお", "300人以下"},
	{"以内", "at_most", "", "300人以内"},
	{"未満", "at_most", "", "300人未満"},
	{"足らず", "at_most", "", "300人足らず"},
	{"を下回る", "at_most", "", "300人を下回る"},
	{"に満たない", "at_most", "", "300人に満たない"},
	{"以上", "at_least", "のとお の通 の結果 のこと", "300人以上"},
	{"超え", "at_least", "", "300人超え"},
	{"超", "at_least", "過", "300人超"},
	{"を超え", "at_least", "", "300人を超え"},
	{"を超える", "at_least", "", "300人を超える"},
	{"を超えた", "at_least", "", "300人を超えた"},
	{"を超す", "at_least", "", "300人を超す"},
	{"を越える", "at_least", "", "300人を越える"},
	{"を上回る", "at_least", "", "300人を上回る"},
	{"を上回った", "at_least", "", "300人を上回った"},
	{"余り", "at_least", "", "300人余り"},
	{"あまり", "at_least", "", "300人あまり"},
	{"余", "at_least", "地 儀 裕 震 命 剰", "300人余"},
	{"強", "at_least", "制 化 盗 要 力 い く 固", "300人強"},
	{"近く", "about", "の住 の店", "300人近く"},
	{"弱", "about", "点 性 い", "300人弱"},
	{"程度", "about", "", "300人程度"},
	{"ほど", "about", "", "300人ほど"},
	{"前後", "about", "", "300人前後"},
	{"くらい", "about", "", "300人くらい"},
	{"ぐらい", "about", "", "300人ぐらい"},
	{"に迫る", "about", "", "300人に迫る"},
	{"の見込み", "about", "", "300人の見込み"},
	{"(推計)", "about", "", "300人(推計)"},
	{"(推定)", "about", "", "300人(推定)"},
	{"(概数)", "about", "", "300人(概数)"},
	{"(概算)", "about", "", "300人(概算)"},
}

// qualifierRank decides between several qualifiers of one number: 最大で約 is at_most,
// 約…以上 is at_least.
var qualifierRank = map[string]int{"": 0, "exact": 0, "about": 1, "several": 2, "at_least": 3, "at_most": 4}

func stronger(a, b string) string {
	if qualifierRank[b] > qualifierRank[a] {
		return b
	}
	return a
}

// countTies are words between subject and number that say how the number belongs to the
// others. They stand in the chain of leading words: このうち約300件, 計十七件.
var countTies = []struct {
	word string
	tie  countTie
	not  string // heads that make another word
}{
	{"計", tieTotal, "会 設 統 時 累 家 推 集 余"},
	{"合計", tieTotal, ""}, {"合計で", tieTotal, ""}, {"総計", tieTotal, ""}, {"総計で", tieTotal, ""},
	{"合わせて", tieTotal, "問い"}, {"あわせて", tieTotal, "問い"}, {"併せて", tieTotal, ""},
	{"総数", tieTotal, ""}, {"総勢", tieTotal, ""}, {"全部で", tieTotal, ""}, {"全体で", tieTotal, ""},
	{"トータル", tieTotal, ""}, {"トータルで", tieTotal, ""},
	{"全", tieTotal, "安 完 健 保 万"},
	{"うち", tiePart, ""}, {"うちの", tiePart, ""}, {"内訳", tiePart, ""}, {"(内", tiePart, ""}, {"残り", tiePart, ""}, {"残る", tiePart, ""},
	{"のべ", tieGross, ""}, {"延べ", tieGross, ""}, {"延", tieGross, "遅 順 蔓"}, {"延べで", tieGross, ""}, {"名寄せ前", tieGross, ""},
	{"修正前", tiePrior, ""}, {"訂正前", tiePrior, ""}, {"変更前", tiePrior, ""}, {"更新前", tiePrior, ""},
	{"実人数", tieUnique, ""}, {"実数", tieUnique, ""}, {"名寄せ後", tieUnique, ""},
}

// A countTie says how a number belongs to the others of its article.
type countTie uint8

const (
	tieTotal  countTie = 1 << iota // 計, 合計, 全
	tiePart                        // うち, 内訳
	tieGross                       // 延べ, 名寄せ前: persons counted more than once
	tieUnique                      // 実人数, 名寄せ後
	tiePrior                       // 当初, …としていた: a count given up since
)

// beginsWith says that s begins with one of the words in list, which are parted by spaces.
func beginsWith(s, list string) bool {
	for w := range strings.FieldsSeq(list) {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

// endsWith says that s ends with one of the words in list.
func endsWith(s, list string) bool {
	for w := range strings.FieldsSeq(list) {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

var (
	counterTrie  = newTrie(mapWords(counters, func(c counter) string { return c.word }))
	trailingTrie = newTrie(mapWords(trailing, func(q qualifier) string { return q.word }))
)

func mapWords[T any](list []T, word func(T) string) []string {
	words := make([]string, len(list))
	for i, x := range list {
		words[i] = word(x)
	}
	return words
}
