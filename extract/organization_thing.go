package extract

import "github.com/kawaraban/kawaraban/extract/pattern"

// isThing says that a name which no form or trade shows to be one is a phrase for a thing, an act
// or a part of a body: 営業用のノート, 経理係, 決済基盤. Headlines and sentences put those where
// bodies stand.
func (d *document) isThing(m orgMention) bool {
	if !m.sure && ownName.MatchString(lastRunes(d.s[:m.start], 5)) {
		return true // 当社の「…
	}
	if m.sure || m.described || m.rule == "org/ending" || m.rule == "org/firm" {
		return false
	}
	name := d.s[m.start:m.end]
	if ownOffice.MatchString(name) && bareRank.MatchString(lastRunes(d.s[:m.start], 4)) {
		return true // 市の清掃事務所
	}
	return thingAtEnd.MatchString(name) || manyPlaces.MatchString(name)
}

// thingAtEnd ends phrases. What firms are called after too (ソフト, 情報, サービス) is not among it.
var thingAtEnd = pattern.New(`(?:(?:^|[^ァ-ヶーA-Za-z])(?:ファイル|フォルダー?|ドライブ|ディスク|ノート|メモ|ケース|バックアップ|プログラム|コード)|(?:エクセル|Excel|テキスト|データ|ログ)ファイル|ハードディスク|(?:ノー|ソース|バー|QR|セキュリティ)コード|フリマ|手帳|鞄|かばん|封筒|画面|基盤|環境|クラウド上|サーバー?上|ネット上|脆弱性|悪用|詐欺|実績|処分|免職|停職|減給|事例|記録|履歴|名簿|一覧表?|伝票|部署|先|係|課|件|の(?:説明|話|発表|紛失|流出|漏えい|盗難|誤送信))$`)

// manyPlaces are several governments in one word: 両県.
var manyPlaces = pattern.New(`(?:両|各|全|[0-9一二三四五六七八九十数])(?:[都道府県市区町村]|市?町村)$`)

// bareRank is a government by its rank, in front of its offices and plants, which ownOffice ends.
var (
	bareRank  = pattern.New(`(?:^|[^一-龥ァ-ヶー])[県府都道市区町村]の「?$`)
	ownOffice = pattern.New(`(?:センター|事務所|事業所|支所|出張所|分室|処理場|工場|浄水場|窓口|本部|保健所|児童相談所)$`)
)
