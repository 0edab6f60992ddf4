package extract

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed lexicon/everyday.txt
var everydayTXT string

// everyday holds, in normal form, the surfaces that mean personal data only in an
// enumeration of it or where a predicate says that a record holds them.
var everyday = func() map[string]bool {
	m := map[string]bool{}
	for w := range lexiconLines(everydayTXT) {
		m[foldWord(w)] = true
	}
	return m
}()

// dataHeads are the nouns that end a compound (注文履歴) which is also written with a
// particle (注文の履歴, 口座に関する情報).
var dataHeads = strings.Fields(`情報 履歴 内容 番号 明細 画像 写し コピー 有無 残高 金額 記録 結果 状況 構成 名義 データ コード 等級 記号番号 記号・番号 所見 氏名 写真 番号等 日時 種類 品目`)

// aboutInfo are the other ways to write の before 情報.
var aboutInfo = strings.Fields(`に関する情報 に関するもの に係る情報 に関わる情報 関連情報 関連の情報 に関するデータ`)

// dataSubjects are words for a person, before 名 (利用者名) and before a number that an
// organisation gives to its people (組合員番号).
var dataSubjects = strings.Fields(`利用者 使用者 申請者 申込者 申込み者 応募者 購入者 注文者 会員 組合員 加入者 契約者 受取人 受領者 差出人 送付先 届け先 配送先 宛先 患者 受診者 受検者 受験者 受講者 受講生 参加者 来場者 来館者 登録者 相談者 回答者 依頼者 依頼主 予約者 宿泊者 乗客 職員 社員 従業員 教職員 教員 学生 生徒 児童 園児 幼児 保護者 住民 世帯主 納税者 納付義務者 受給者 対象者 所有者 名義人 口座名義人 代表者 責任者 担当者 ご担当者 担当職員 候補者 入居者 入所者 寄附者 寄付者 投稿者 発注者 請求者 顧客 お客様 お客さま 取引先担当者 債務者 借主 貸主 株主 出席者 受付者 作成者 家族 支援者 読者 購読者 定期購読者 後援者 塾生 研修生 見学者 来園者 訪問者 保証人 連帯保証人 相続人`)

// notNumbered are the subjects whose number is of another kind than customer_id.
var notNumbered = wordSet(`送付先 届け先 配送先 宛先 職員 社員 従業員 教職員 教員 学生 生徒 児童 園児 幼児 受取人 差出人 名義人 口座名義人 家族 株主 担当者 代表者 責任者`)

// surfaces finds the surfaces of the categories; their values are indexes of codes.
type surfaces struct {
	*trie
	codes []string
}

// categorySurfaces is made when it is first asked: it is the largest part of the lexicon,
// and most commands read no article.
var categorySurfaces = sync.OnceValue(func() surfaces {
	all := surfaces{trie: newTrie(nil)}
	add := func(surface, code string) {
		all.add(surface, len(all.codes))
		all.codes = append(all.codes, code)
	}
	for _, c := range Categories {
		for _, s := range c.Surfaces {
			add(s, c.Code)
		}
	}
	for _, p := range dataSubjects {
		add(p+"名", "name")
		add(p+"の名前", "name")
		if !notNumbered[p] {
			add(p+"番号", "customer_id")
			add(p+"ID", "customer_id")
			add(p+"コード", "customer_id")
		}
	}
	for _, c := range Categories {
		for _, s := range c.Surfaces {
			for _, v := range particleForms(s) {
				add(v, c.Code)
			}
		}
	}
	return all
})

// personSuffixes end words for people and organisations: their 情報 with a particle is no
// kind of data but all that is known of them.
var personSuffixes = strings.Fields(`員 者 生徒 児童 学生 園児 患者 先 法人 企業 会社 店 アカウント 役員 スタッフ 納税 オーナー 客 業務 システム サービス`)

// particleForms are the spellings of a compound with a particle before its last noun.
func particleForms(surface string) []string {
	for _, head := range dataHeads {
		stem, ok := strings.CutSuffix(surface, head)
		if !ok || head == "情報" && slices.ContainsFunc(personSuffixes, func(p string) bool { return strings.HasSuffix(stem, p) }) || utf8.RuneCountInString(stem) < 2 || anySuffix(stem, "の", "に関する", "・", "(", "/", "お", "ご", "個人", "の個人", "基本", "登録") {
			continue
		}
		forms := []string{stem + "の" + head}
		if head == "内容" {
			forms = append(forms, stem+"の中身")
		}
		if head == "情報" && !strings.HasSuffix(stem, "関連") {
			for _, about := range aboutInfo {
				forms = append(forms, stem+about)
			}
		}
		return forms
	}
	return nil
}

func wordSet(list string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}
