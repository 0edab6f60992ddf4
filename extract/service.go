package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// serviceKind are the words for what a site, shop, app or system is.
const serviceKind = `(サイト|ショップ|ストア|アプリ(ケーション)?|サービス|システム|SaaS|モール|クラブ|倶楽部|バンキング|ポータル|プラットフォーム|マイページ|通販|教室|講座|ゲーム|ネットスーパー|オンデマンド)`

// serviceContexts are the places where a name in brackets is that of a service.
var serviceContexts = []struct {
	before, name, after *pattern.Pattern
	hit, miss           string // checked by a test
}{
	{before: pattern.New(serviceKind + `(の|である|、)?$`),
		hit: "予約サイト「みずうみ旅行」が不正アクセスを受けた。", miss: "市は「みずうみ旅行」と協議した。"},
	{before: pattern.New(`(運営|提供|展開|開発|運用)(する|して(いる|いた|おります))、?$|(世話になっ|使っ|利用し|契約し|登録し)て(いる|いた)$|(当社|弊社)運営$`),
		hit: "弊社が運営する「みずうみ堂」で漏えいがあった。", miss: "弊社は「みずうみ堂」と呼ばれる。"},
	{after: pattern.New(`^(などの?|の|等の)?(公式|申込|登録|問い?合わせ|資料請求|会員|旧|新)?(用|向け)?(サイト|Webサイト|ウェブサイト|アプリ|オンラインショップ|オンラインストア|サービス|システム|会員|利用者|ユーザー|登録者|顧客(情報|データ)|サーバー?|(申込|登録|資料請求|問い?合わせ)?(画面|フォーム|ページ))`),
		hit: "「みずうみ便」の会員情報が流出した。", miss: "「みずうみ便」の看板。"},
	{after: pattern.New(`^(で|の)?約?[0-9][0-9,.万千百]*(アカウント|件|人|名)`),
		hit: "「みずうみ便」12万アカウントが流出", miss: "「みずうみ便」2号店"},
	{after: pattern.New(`^で(の)?(買い物|お?買い?上げ|購入|注文|決済|カード)`),
		hit: "「みずうみ堂 西館」で購入した人の情報が漏れた。", miss: "「みずうみ堂 西館」で会見した。"},
	{after: pattern.New(`^(など)?を(運営|営|提供|展開|手がけ|手掛け|利用し|使っ|使用し)`),
		hit: "「みずうみ便」を運営する会社が被害に遭った。", miss: "「みずうみ便」を名乗る電話。"},
	{after: pattern.New(`^(への|に対する|における|において|に|へ|が|から)[^。、]{0,16}(不正(アクセス|ログイン|侵入)|サイバー攻撃|改ざん)`),
		hit: "「みずうみ便」への不正ログインについて", miss: "「みずうみ便」への道順。"},
	{name: pattern.New(`.{2}(オンライン(ショップ|ストア)|ストア|ショップ|システム|マイページ|サイト|アプリ|ポータル)$`),
		hit: "「みずうみオンラインストア」で情報が漏えいした。", miss: "「みずうみの夏」で情報が漏えいした。"},
}

// generalName is made of words for what any organisation has: 文書管理システム.
var generalName = pattern.New(`^(お?問い?合わ?せ|オープンデータ|文書|顧客|会員|販売|在庫|生産|予約|受注|受発注|給与|人事|勤怠|経理|会計|基幹|業務|校務|学習|電子|カルテ|入札|申請|図書|図書館|管理|支援|情報|共有|電子申請|ファイル|メール|配信|予約受付|申込|申し込み)+(システム|サイト|サービス|フォーム|画面|ページ|アプリ|サーバー?)?$`)

// product begins the name of a product that everybody uses.
var product = pattern.New(`^(Google|グーグル|Gmail|Microsoft|マイクロソフト|Office|Outlook|OneDrive|SharePoint|Teams|Excel|エクセル|LINE|Dropbox|Zoom|Slack|AWS|Amazon|iCloud|Facebook|Instagram|YouTube)`)

// notService are names in brackets that are something else: words of the general kind,
// aliases, phrases and titles of documents.
var notService = pattern.New(`^(本|当|同|自社|弊社|当社|公式|旧|新|通販|会員|お客様|オンライン)?(公式)?(サイト|サービス|システム|ショップ|アプリ|マイページ|ポータル|ホームページ|ウェブサイト|オンライン(ショップ|ストア))$|(ます|です|した|する|ない|いる|れる|です|ください|から|ため|など|こと|もの|られた|か|は|を|に)$|について|に関する|に係る|お知らせ|お詫び|おわび|可能性|方法|漏え?い|漏洩|流出|不正|報告|[しっいれ]た$|(しおり|名簿|冊子|マニュアル|一覧表?|[申調報請][^。]{1,4}[書票])$|[、。!?]|株式会社|有限会社|合同会社|Co\.|Ltd|Inc\.?$|LLC|Corp|個人情報|^[0-9.]+$`)

// otherNames are the words around a name that is an alias, a quotation, an attacker or a
// setting.
var (
	beforeOtherName = pattern.New(`(以下|略称|通称|名称|集団|グループ|ランサムウ[ェエ]ア|マルウ[ェエ]ア|ウイルス|ボタン|項目|メッセージ|件名|表題|題名|文言|部署|係|課|氏|さん|社長|会長|会社|法人|企業|大手|団体|業者|[^卒営]業|業を手(掛|が)ける|(委託|取引|提携)先|供給元)(である|は|で|の|、|:)?$`)
	afterOtherName  = pattern.New(`^(\([^()]{0,20}\))?(という。|といいます|といい|と言|と(記|表記|する|して|称|題|説明|話|述べ|コメント|名乗|回答|謝)|を名乗|とのこと|とある|を(選|押|クリック)|欄|ボタン)`)
)

// siteHeading is the heading of an entry that names a site and its operator.
var siteHeading = pattern.New(`^(?:[①-⑳■●◆・(\[]?[0-9]{0,2}[).\]]?\s*)([^\s()「」、。]{2,20})\((?:株式会社|有限会社|合同会社)[^()]{1,24}\)$|^(?:[①-⑳■●◆・(\[]?[0-9]{0,2}[).\]]?\s*)([^\s()「」、。]{2,20})\([^()]{1,24}(?:株式会社|有限会社|合同会社)\)$`)

// bodyName ends the name of an institution, which is no service.
var bodyName = pattern.New(`(病院|大学|学校|学園|銀行|信用金庫|薬局|市|町|県|協会|財団|ホテル|工場|事務所|センター|社|支店|本店)$`)

// readServices finds the names of the sites, shops, apps and systems hit.
func (d *document) readServices(b *block) []Service {
	services := []Service{}
	add := func(start, end int, rule string) {
		name := strings.TrimSpace(d.original(start, end))
		for i := range services {
			if services[i].Name == name {
				if len(services[i].Evidence) < maxEvidence {
					services[i].Evidence = append(services[i].Evidence, d.evidence(start, end))
				}
				return
			}
		}
		if len(services) == maxServices {
			return
		}
		services = append(services, Service{Name: name, Proof: Proof{Rule: rule, Confidence: highConfidence, Evidence: []Evidence{d.evidence(start, end)}}})
	}
	operators := d.operators(b)
	for _, k := range b.tale() {
		s := d.sentences[k]
		l := d.lines[s.line]
		text := d.s[s.start:s.end]
		if l.kind == heading && l.zone != title {
			if m := siteHeading.FindStringSubmatchIndex(text); m != nil && b.matches(siteStory) {
				i, j := max(m[2], m[4]), max(m[3], m[5])
				if !bodyName.MatchString(text[i:j]) {
					add(s.start+i, s.start+j, "service/heading")
					continue
				}
			}
		}
		if d.asks(k).Match(otherCase) {
			continue
		}
		quoted := d.quotedNames(s)
		for _, q := range namedServices(text) {
			if !operators[text[q[0]:q[1]]] && !slices.ContainsFunc(quoted, func(m orgMention) bool { return m.start == s.start+q[0] }) {
				add(s.start+q[0], s.start+q[1], "service/bracketed")
			}
		}
	}
	return withoutShops(services)
}

// siteOf is what the name of a site adds to that of the shop behind it.
var siteOf = pattern.New(`^\s?(オンライン|公式|通販|ネット|ウェブ|Web|EC)`)

// withoutShops drops the shop where its site is named too.
func withoutShops(services []Service) []Service {
	return slices.DeleteFunc(slices.Clone(services), func(shop Service) bool {
		return slices.ContainsFunc(services, func(site Service) bool {
			rest, ok := strings.CutPrefix(site.Name, shop.Name)
			return ok && siteOf.MatchString(rest)
		})
	})
}

// siteStory is a story about a site, shop or app.
var siteStory = pattern.New(`サイト|ショップ|アプリ|カード情報|カード番号`)

// namedServices are the names in brackets in a sentence that stand for services.
func namedServices(text string) [][2]int {
	names := bracketed(text)
	good := make([]bool, len(names))
	for i, n := range names {
		name, before, after := text[n[0]:n[1]], text[:n[0]], text[n[1]:]
		_, w := utf8.DecodeLastRuneInString(before)
		before = before[:len(before)-w]
		_, w = utf8.DecodeRuneInString(after)
		after = after[w:]
		if notService.MatchString(name) || generalName.MatchString(name) || product.MatchString(name) || beforeOtherName.MatchString(lastRunes(before, 12)) || afterOtherName.MatchString(firstRunes(after, 40)) {
			continue
		}
		for _, c := range serviceContexts {
			if (c.before == nil || c.before.MatchString(lastRunes(before, 16))) && (c.name == nil || c.name.MatchString(name)) && (c.after == nil || c.after.MatchString(firstRunes(after, 40))) {
				good[i] = true
			}
		}
	}
	var out [][2]int
	for i, j := 0, 0; i < len(names); i = j {
		// names that are listed together are of one kind
		any := false
		for j = i; j < len(names) && (j == i || listed.MatchString(text[names[j-1][1]:names[j][0]])); j++ {
			any = any || good[j]
		}
		for k := i; any && k < j; k++ {
			if name := text[names[k][0]:names[k][1]]; !notService.MatchString(name) && !generalName.MatchString(name) && !product.MatchString(name) {
				out = append(out, names[k])
			}
		}
	}
	return out
}

// operator follows the name of somebody who has staff and speaks, not of a service.
var operator = pattern.New(`^[」』](の(元)?(社員|従業員|社長|役員|職員|担当者|店長)|によると|は[^。「]{0,40}(発表|公表|明らか))`)

// operators are the words in front of a closing bracket in the block that operator
// follows, from one rune to as many as a name may have.
func (d *document) operators(b *block) map[string]bool {
	all := map[string]bool{}
	for _, k := range b.tale() {
		s := d.sentences[k]
		text := d.s[s.start:s.end]
		if !strings.Contains(text, "」") && !strings.Contains(text, "』") {
			continue
		}
		for end, r := range text {
			if r != '」' && r != '』' || !operator.MatchString(firstRunes(text[end:], 60)) {
				continue
			}
			for i, n := end, 0; i > 0 && n < maxService; n++ {
				_, w := utf8.DecodeLastRuneInString(text[:i])
				i -= w
				all[text[i:end]] = true
			}
		}
	}
	return all
}

var listed = pattern.New(`^[」』](と|や|、|および|及び|・)?[「『]$`)

const (
	// maxService is the longest name of a service, in runes.
	maxService = 32
	// maxServices bounds what hostile text can name; no incident has more.
	maxServices = 60
)

// bracketed are the words in brackets, outermost brackets only, in bytes.
func bracketed(text string) [][2]int {
	if !strings.Contains(text, "「") && !strings.Contains(text, "『") {
		return nil
	}
	var out [][2]int
	depth, start := 0, 0
	for i, r := range text {
		switch r {
		case '「', '『':
			if depth == 0 {
				start = i + utf8.RuneLen(r)
			}
			depth++
		case '」', '』':
			depth--
			if depth == 0 && i > start && utf8.RuneCountInString(text[start:i]) <= maxService {
				out = append(out, [2]int{start, i})
			}
			depth = max(depth, 0)
		}
	}
	return out
}
