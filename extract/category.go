package extract

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// A categoryMention is a kind of personal data named in the text.
type categoryMention struct {
	start, end int
	code       string
	// list says that it stands in an enumeration (氏名、住所、電話番号) or alone on the
	// line of a list.
	list    bool
	negated bool
	rule    string
}

// bareWords are surfaces that mean personal data only in an enumeration of it: each is
// an everyday word too.
var bareWords = wordSet(`連絡先 電話 TEL FAX アドレス情報 登録番号 管理番号 整理番号 受付番号 件名 備考 備考欄 サイン 署名 所見 所見欄 得点 点数 商品名 商品情報 使用量 利用日 利用日時 登録日 クラス 学級 学年 学部 学科 専攻 部署 部署名 職業 職種 業種 有効期限 パスポート 注文書 請求書 契約書 見積書 納品書 発注書 仕様書 会員証 名刺 趣味 嗜好 プロフィール 診療科 症状 病状 体温 血圧 身長 体重 アンケート 申請書 答案 願書 写真データ 画像データ 通話内容 名前 年齢 年代 性別 国籍 続柄 役職 所属 勤務先 会社名 団体名 法人名 企業名 店舗名 学校名 所在地 郵便番号 都道府県 市区町村 口座 図面 設計図 議事録 ログファイル ログデータ 設定情報 設定ファイル 添付ファイル メッセージ 投稿内容 コメント内容 署名 予約日 購入日 注文日 契約日 評定 給与 賞与 視力 血液型 資格の有無 経歴 略歴 学歴 職歴 宗教 人種 信条 民族 政党名 虐待 前科 車種 車名 訪問先 世帯主 配偶者 保護者情報 緊急連絡先 プレミアム 保険料 税額 金額 ポイント数 パスワード ID ユーザー名 ユーザ名 アカウント名 アカウント情報 障がい 生活保護 カルテ 電子カルテ 患者情報 医療情報 業務情報 業務データ 内部情報 社内文書 技術情報 契約情報 契約内容 工事情報 備考 会員証 社員証 学生証 住民票 印影 指紋 家族構成 従業員情報 社員情報 職員情報 取引先情報 児童情報 生徒情報 学生情報 バックアップデータ クレジットカード 公文書 行政文書 成績 ソースコード システム情報 サーバー情報 売上データ 請求情報 決済情報 支払情報`)

// afterUse says that the words behind a surface use it otherwise: a card company, a
// changed password, an inquiry by telephone.
var afterUse = regexp.MustCompile(`^(会社|各社|決済|払い|業界|事業者|ブランド(各社|会社|へ)|発行会社|裏面|(情報)?の(不正利用|不正使用|悪用|再発行|差し?替え|ご?利用(明細|代金|停止|履歴を)|利用は|変更|再設定|リセット|初期化|使い回し|強化|管理(方法|体制|を|に)|入力(を|画面|フォーム|ミス|誤り)|確認|取り扱い|取扱い|必要|提示|持参|誤り|入力を求|設定(を|が|ミス))|を?(変更|再設定|リセット|初期化|設定(し|す|さ)|入力(し|す|さ|欄|画面|ミス|誤)|求め|聞き|尋ね|使い回|共有し|用い|使っ|使い|使う|利用し|悪用し|かけて|解除)|(が|は)(設定|かけら|かかっ|必要|暗号化)|付き|保護|ロック|なし$|認証|リスト|にて|で(連絡|お問|ご連絡|説明|謝罪|問い合わせ|の(連絡|問|お問|ご連絡)|お詫び|お知らせ|個別|対応)|によ(る|り)(連絡|お問|問)|(が|も)届|(を|に)(送信|送付|送っ|受信|開封|開い|添付|返信|誤送信|お送り|発送)し?|の(送信|送付|誤送信|発送|受信|開封|配信|作成|件名(に|を)|宛先|受取人|封入)|アドレスの入力|一斉送信|発行|窓口|番号をよく|対応|応対|相談|受付|機能|ソフト|攻撃|サーバー?(が|に|の)|システム(が|に|の)|制度|手続|担当(課|係)|欄に(入力|設定|入れ)|業務|委員会|会員限定|登録(用|画面|ページ)|を(持ち帰り|開催|実施|受け付け))`)

// beforeUse is the same for the words in front of a surface.
var beforeUse = regexp.MustCompile(`(同じ|別の|新しい|新たな|強固な|簡単な|推測しやすい|お問い合わせ|問合せ|問い合わせ先|おかけ間違い|不審な|偽の|無料|当社の|弊社の|ご利用の|正しい)$`)

// notExposed are predicates that say a kind of data was not concerned.
var notExposed = regexp.MustCompile(`含まれて(は)?(い|お)?(な|ま|り|ら)|含まれ(ず|ない|ません)|含ま(ない|ず)|含んで(は)?(いな|おら|おり|いま)|含みません|対象(外|では(ない|ありません)|に(は)?なら|から除)|(漏え?い|漏洩|流出|漏れ(出)?)(は|も|が|した(事実|可能性|形跡|おそれ|恐れ|痕跡)は?)?(し|して)?(は)?(い?ない|いません|おりません|おらず|ありません|なかった|なく|なし|認められ(ない|ず|ません|てい)|確認(され|でき)て(い|お)|確認(され|でき)ていない|確認されず|ございません)|(保有|保持|保存|保管|収集|取得|管理|記録|記載|入力|掲載|登録|表示|取り扱|取扱|扱|使用|印字|格納|関係|該当)(っ)?(は)?(され|し|を)?(て|で)?(は)?(い?ない|いなかった|いません|おりません|おらず|いず|ありません|されません|しません|(は|が)なかった|なし)|記載(は|が)?(なし|ない|なく|ありません)|うかがうこと|影響(は)?(な|あ|受け)(い|く|りま)|入って(い?な|お|いま)|無関係|残って(い?な|お)|閲覧(は)?でき(ない|ず|ません)|見られて(い?な|お)|触れられて|(漏え?い|漏洩|流出)した(の)?は.{0,20}のみ|によるものでは|ではなく|では(あり|ござい)ません|被害はな|(が|の)(漏れた|漏えいした|流出した)(形跡|痕跡|事実)(は|も)`)

// notMisused look like the above but deny misuse, not exposure.
var notMisused = regexp.MustCompile(`(不正利用|不正使用|悪用|二次被害|被害|なりすまし|使用された|使われた|利用された|不正に使|公開された|販売|事実|報告|連絡|影響)[^、。]{0,16}$`)

// positiveBreak ends the scope of a negation to the left: behind it the sentence turned.
var positiveBreak = regexp.MustCompile(`(たが|ですが|ますが|るが|だが|ものの|一方(で|、|の)?|たものの|ており|れており|おりますが|いるが|含まれるが|で、|である。|のほか|したが|だったが|あるが|けれど|ただし|なお|他方)(、)?`)

var categoryTrie, categoryCode = func() (*trie, []string) {
	t := newTrie(nil)
	var codes []string
	for _, c := range Categories {
		for _, s := range c.Surfaces {
			t.add(s, len(codes))
			codes = append(codes, c.Code)
		}
	}
	return t, codes
}()

var bareFold = func() map[string]bool {
	m := map[string]bool{}
	for w := range bareWords {
		m[foldWord(w)] = true
	}
	return m
}()

func wordSet(list string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}

// findCategories finds the kinds of data named anywhere in d, in text order.
func (d *document) findCategories() []categoryMention {
	var out []categoryMention
	for _, s := range d.sentences {
		first := len(out)
		categoryTrie.find(d.s, s.start, s.end, func(v, i, j int) {
			code := categoryCode[v]
			if !wordEdge(d.s, i, j) {
				return
			}
			out = append(out, categoryMention{start: i, end: j, code: code, rule: "category/" + code})
		})
		d.markLists(s, out[first:])
		d.markNegations(s, out[first:])
		kept := out[:first]
		for _, m := range out[first:] {
			if d.usedOtherwise(s, m) || bareFold[foldWord(d.s[m.start:m.end])] && !m.list && !m.negated {
				continue
			}
			kept = append(kept, m)
		}
		out = kept
	}
	return out
}

// wordEdge refuses a Latin or katakana surface inside a longer word of that script.
func wordEdge(s string, i, j int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[j:])
	first, _ := utf8.DecodeRuneInString(s[i:])
	last, _ := utf8.DecodeLastRuneInString(s[:j])
	return !(scriptOf(first) != 0 && scriptOf(first) == scriptOf(before)) && !(scriptOf(last) != 0 && scriptOf(last) == scriptOf(after))
}

// scriptOf is 1 for Latin letters, 2 for katakana, 0 for what has no word edges.
func scriptOf(r rune) int {
	switch {
	case r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z':
		return 1
	case r >= 0x30a1 && r <= 0x30fc:
		return 2
	}
	return 0
}

// listJoints are what may stand between two members of an enumeration.
var listJoints = regexp.MustCompile(`^(\([^()]{0,40}\))?([等など]*)\s*[、・/,;:|＋+や&・\t ]*\s*(および|及び|ならびに|並びに|または|又は|もしくは|若しくは|と|かつ|のほか|のみ)?\s*(、)?[^、。・/,\s]{0,10}$`)

func (d *document) markLists(s sentence, ms []categoryMention) {
	for k := range ms {
		if k > 0 && (listJoints.MatchString(d.s[ms[k-1].end:ms[k].start])) {
			ms[k-1].list, ms[k].list = true, true
		}
		l := d.lines[d.lineAt(ms[k].start)]
		// alone on its line, or the head of a table row or bullet
		if l.kind == item || l.kind == row {
			head := strings.TrimSpace(d.s[l.body:ms[k].start])
			tail := strings.TrimSpace(d.s[ms[k].end:max(l.end, ms[k].end)])
			if utf8.RuneCountInString(head) <= 12 && (utf8.RuneCountInString(tail) <= 14 || strings.HasPrefix(tail, "(")) && !strings.Contains(head+tail, "。") {
				ms[k].list = true
			}
		} else if l.kind == prose && strings.TrimSpace(d.s[l.start:ms[k].start]) == "" && utf8.RuneCountInString(d.s[ms[k].end:max(l.end, ms[k].end)]) <= 10 {
			ms[k].list = true
		}
	}
}

func (d *document) markNegations(s sentence, ms []categoryMention) {
	if len(ms) == 0 {
		return
	}
	text := d.s[s.start:s.end]
	for _, loc := range notExposed.FindAllStringIndex(text, -1) {
		if notMisused.MatchString(text[:loc[0]]) && !strings.HasPrefix(text[loc[0]:], "含") {
			continue
		}
		from := 0
		for _, b := range positiveBreak.FindAllStringIndex(text[:loc[0]], -1) {
			from = b[1]
		}
		for k := range ms {
			if i := ms[k].start - s.start; i >= from && i < loc[0] {
				ms[k].negated = true
			}
		}
	}
}

func (d *document) usedOtherwise(s sentence, m categoryMention) bool {
	after := d.s[m.end:s.end]
	if m.negated && !strings.HasPrefix(after, "会社") && !strings.HasPrefix(after, "決済") {
		return false
	}
	return afterUse.MatchString(after) || beforeUse.MatchString(d.s[s.start:m.start])
}
