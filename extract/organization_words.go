package extract

import (
	_ "embed"
	"strings"
	"unicode/utf8"
)

//go:embed lexicon/orgs.tsv
var orgsTSV string

//go:embed lexicon/kinds.txt
var kindsTXT string

//go:embed lexicon/notnames.txt
var notNamesTXT string

// orgWords are the parts of names, read from the lexicon.
type orgWords struct {
	legal []string // longest first
	// legalHeads are their first characters, by the lowest 8 bits of each.
	legalHeads [256]bool
	latin      []string
	// tight are those of latin without their spaces.
	tight []string
	// endings are those that end with a character, the longest first.
	endings  map[rune][]ending
	kinds    []string // nouns that tell what somebody is, longest first
	notNames map[string]bool
}

type ending struct {
	word string
	kind orgKind
	// weak endings also end the names of products and things; the sentence must put an
	// organisation there.
	weak bool
}

// weakEndings are those of words.endings that are nouns of everyday too.
var weakEndings = wordSet(`システム システムズ サービス データ ネットワーク ソフト ソフトウェア ソフトウエア 通信 スタッフ スタッフサービス 開発 産業 グループ クラブ 情報システム キャリア 教育社 ガス 電気 電力 機械 バス 化学 飲料 食品 建設 住宅 ハウス 倉庫 印刷 放送 新聞 テレビ デザイン 企画 スポーツ カード クレジット リース 生命 共済 基金 組 堂 屋 塾 予備校 図書館 旅行 観光 航空 自動車 石油 エネルギー 商店 公民館 児童館 組合 自治会 町内会 後援会 同窓会 財団 協会 協議会 連盟 ホテル 出版 大 冷蔵 製氷 梱包 保管 検針 設備 金属 繊維 硝子 ガラス 林業 配送 宅配便 警備 清掃 環境 測量 設計 ホーム リフォーム 貿易 電子 計測 光学 楽器 文具 製本 化粧品 香料 製油 漁業 農産 畜産 園芸 飼料 珈琲 給食 キッチン ベーカリー ケーブルテレビ ケーブル ネット 電算 計算センター 情報センター 翻訳 翻訳センター ビューティー コスメ アパレル ブライダル ワークス ラボ リンク ナビ コネクト ゲート クラフト ファクトリー プランニング プロモーション エージェント リサーチ サポート アシスト コンタクト エンジニアリング テック バイオ アグリ ファーム リゾート 倶楽部 本店 亭 荘 苑 舎 市場 牧場 農園 酒蔵 衣料 手芸 物流センター 発送センター モール スクール アカデミー 教習所 自動車学校 音楽教室 学習塾 研究会 連絡会 会館 学会 児童クラブ 学童クラブ 資料館 文庫 保護者会 父母会 卸売市場 急便 整体院 デイサービス デイサービスセンター 地域包括支援センター 介護センター 特別養護老人ホーム 販売所 専売所 試験場`)

var words = readOrgWords()

// beginsLegal says that a legal form may begin with r.
func (w *orgWords) beginsLegal(r rune) bool { return w.legalHeads[uint8(r)] }

// endingsOf are those of the endings that s may end with.
func (w *orgWords) endingsOf(s string) []ending {
	last, _ := utf8.DecodeLastRuneInString(s)
	return w.endings[last]
}

func readOrgWords() *orgWords {
	w := &orgWords{endings: map[rune][]ending{}, notNames: map[string]bool{}}
	var endings []ending
	kinds := map[string]orgKind{"school": school, "hospital": hospital, "finance": finance, "body": association, "company": company}
	for line := range lexiconLines(orgsTSV) {
		kind, list, _ := strings.Cut(line, "\t")
		for word := range strings.SplitSeq(list, "|") {
			switch kind {
			case "legal":
				w.legal = append(w.legal, word)
				w.legalHeads[uint8(firstRune(word, 0))] = true
			case "latin":
				w.latin = append(w.latin, word)
			default:
				endings = append(endings, ending{word, kinds[kind], weakEndings[word]})
			}
		}
	}
	longestFirst(w.legal, func(s string) string { return s })
	longestFirst(w.latin, func(s string) string { return s })
	for _, f := range w.latin {
		w.tight = append(w.tight, strings.ReplaceAll(f, " ", ""))
	}
	longestFirst(endings, func(e ending) string { return e.word })
	for _, e := range endings {
		last, _ := utf8.DecodeLastRuneInString(e.word)
		w.endings[last] = append(w.endings[last], e)
	}
	for line := range lexiconLines(kindsTXT) {
		w.kinds = append(w.kinds, strings.Fields(line)...)
	}
	longestFirst(w.kinds, func(s string) string { return s })
	for line := range lexiconLines(notNamesTXT) {
		for word := range strings.FieldsSeq(line) {
			w.notNames[foldWord(word)] = true
		}
	}
	return w
}
