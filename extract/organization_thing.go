package extract

import "github.com/kawaraban/kawaraban/extract/pattern"

// isThing says that a name which no form or trade shows to be one is a phrase for a thing, an act
// or a part of a body: 営業用のノート, 経理係, 決済基盤. Headlines and sentences put those where
// bodies stand.
func (d *document) isThing(m orgMention) bool {
	if m.sure || m.described || m.rule == "org/ending" || m.rule == "org/firm" {
		return false
	}
	name := d.s[m.start:m.end]
	return thingAtEnd.MatchString(name) || manyPlaces.MatchString(name)
}

// thingAtEnd ends phrases. What firms are called after too (ソフト, 情報, サービス) is not among it.
var thingAtEnd = pattern.New(`(?:ファイル|フォルダー?|ドライブ|ディスク|ノート|手帳|メモ|鞄|かばん|封筒|画面|基盤|環境|クラウド上|サーバー?上|ネット上|脆弱性|悪用|実績|処分|免職|停職|減給|ケース|事例|記録|履歴|名簿|一覧表?|伝票|部署|先|係|課|件|コード|プログラム|バックアップ|フリマ|オークション|の(?:説明|話|発表|紛失|流出|漏えい|盗難|誤送信))$`)

// manyPlaces are several governments in one word: 両県.
var manyPlaces = pattern.New(`(?:両|各|全|[0-9一二三四五六七八九十数])(?:[都道府県市区町村]|市?町村)$`)
