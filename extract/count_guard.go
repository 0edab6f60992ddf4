package extract

import (
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A countGuard knows numbers that look like a count of the incident and are none. It holds
// where one of its words stands in its place, none of unless is in the sentence, and the
// count has the unit, counter and qualifier that are asked for. Lists are parted by spaces.
type countGuard struct {
	name      string
	units     string // "" for all
	counter   string // the counter begins with it
	qualifier string
	most      int64 // only numbers up to it, 0 for all

	prev   string // right before the number with its qualifier
	next   string // right behind the count
	but    string // no such word goes on from there: につきまして is no につき
	before string // in the sentence, at most near runes before
	near   int
	after  string // in the sentence, at most far runes behind
	far    int
	always bool // holds unless one of unless is there
	unless string

	// hit and miss are sentences with the count in «»; the guard must hold for the first
	// and no guard for the second.
	hit, miss []string
}

// guards are tried in order; the first that holds names the lookalike.
var guards = []countGuard{
	{
		name: "cost", units: "yen", near: 20, far: 6,
		before: "費用 予算 売上 売上高 資本金 年収 給与 価格 料金 見積 損害賠償 慰謝料 罰金 制裁金 課徴金 年商 粗利 電気代 会費 参加費 月額 年額 時価 定価 懸賞金 報酬 予想額 想定額 見込額 損失 損失額 逸失利益",
		after:  "の費用 の予算 の罰金 の賠償 で販売 を支払う よう命 の慰謝料",
		hit:    []string{"対応費用として«約800万円»を計上した。", "資本金«3000万円»の会社です。"},
		miss:   []string{"口座から合わせて«120万円»が引き出された。"},
	},
	{
		name: "money", units: "yen", always: true,
		unless: "覚えのない 心当たりのない 引き落とされ 引かれ 電子マネー ポイントを使 ポイントが使 使われ 使い込 決済され 決済が 交換 替えられ 換えられ 換金 現金化 課金 購入され 買われ 買い物 注文され 精算され 精算に 不正利用 不正使用 不正送金 不正出金 悪用 被害 詐取 だまし だまさ 騙し 騙さ 盗 奪われ 抜き取られ 抜かれ 引き出 出金 着服 横領 要求 身代金 送金 移され 払ってしま 払わされ 振り込 振込 応じてしま 応じた 真に受け 信じ 消えて 失われ 残高 借り入れ 失った 失い 失って 損が出 損を 損失 支払ってしま 支払われ 買わされ 額面 渡してしま 伝えてしま 送ってしま",
		hit:    []string{"クオカード«500円分»をお送りします。"},
		miss:   []string{"不正利用された金額は合計«1,234,500円»です。", "覚えのない決済は合計«12万円»に上る。", "偽の請求に応じた客が«3万8,000円»を払った。", "残高のうち«52万円»が別の口座へ移されていた。", "五人は合わせて«31万円»を失っている。"},
	},
	{
		name: "rate",
		prev: "1秒間に 1秒に 1分間に 1日に 1日 1日平均 毎日 毎月 毎週 毎年 毎秒 毎分 1時間に 月に 年に 週に 1人 一人 1社 1社に 1人に 1台に 1世帯に 月間 月平均 年平均",
		next: "あたり 当たり 当り につき ごと ずつ 毎に に1人 に一人 に1件 に1社 に1台 /日 /月 /年 限り",
		but:  "につきまし",
		hit:  []string{"1秒間に«500件»の通信があった。", "«1人»あたりの金額。", "«1件»につき審査します。", "«100人»に1人が該当する。"},
		miss: []string{"1日、«500件»の流出を確認した。", "会員2,371人«1,284件»の情報が漏れた。", "うち«85名様»につきまして電話番号も含まれます。"},
	},
	{
		name: "rate", most: 1,
		prev: "人に 社に 件に 台に 世帯に",
		hit:  []string{"3人に«1人»が経験している。"},
		miss: []string{"別の人に«2人分»の書類を渡した。"},
	},
	{
		name: "idiom", most: 1,
		prev: "この その 今回の 本 当該 同 誰 もう",
		next: "でも",
		hit:  []string{"この«一件»を受けて見直す。", "«1件»でも多くの事故を防ぐ。", "«一台»でも感染すれば広がる。"},
		miss: []string{"このうち«1件»は返却された。", "戸籍の謄本«1通»を紛失した。"},
	},
	{
		name: "suspect", units: "people", near: 2, far: 16,
		before: "容疑者 被告 男女 男 女 少年 少女 犯人 実行犯 受刑者",
		next:   "組 組の",
		after:  "逮捕 再逮捕 書類送検 送検 起訴 摘発 検挙 有罪 判決",
		unless: "個人情報",
		hit:    []string{"元社員«2人»を不正競争防止法違反の疑いで逮捕した。", "男女«3人»が関わったとみられる。", "«3人»組の男が侵入した。"},
		miss:   []string{"男性«12人»の住所が含まれる。"},
	},
	{
		name: "staff", units: "people", near: 8,
		before: "従業員数 社員数 職員数 教職員数 スタッフ数",
		prev:   "社(従業員 社(社員 院(職員 法人(職員 店(従業員 社・従業員",
		next:   "規模の会社 規模の企業 規模の組織 規模の事業 の会社 の企業 の中小企業 の製造業 の卸売業 の小売業 のIT企業 のメーカー の工場 のクリニック の事務所",
		but:    "の会社名 の企業名",
		unless: "対象 該当",
		hit:    []string{"従業員数は«約300人»です。", "製造業の会社(従業員«50名»)で流出が起きると", "従業員«80名»の会社を例にとる。"},
		miss:   []string{"従業員«4,800人分»の氏名が含まれる。", "«数十万人»規模の情報が漏えいした。", "取引先の担当者«640名»の会社名と氏名が見られた。"},
	},
	{
		name: "staff", units: "people", near: 2, far: 14,
		before: "警察官 捜査員 弁護士 上司 警備員 専門家 人員 要員",
		next:   "が対応 で対応 体制 の体制 態勢 で構成 で担当 がかり が在籍 が勤務 の担当者が の職員が の社員が が作業 による確認 によるチェック によるダブル での確認 でのチェック による検討 による調査 を配置 を派遣",
		after:  "懲戒 停職 減給 戒告 訓告 厳重注意 けん責 増員 採用 研修 訓練 受講",
		unless: "漏えい 漏洩 流出 氏名 住所 情報が 情報を",
		hit:    []string{"職員«3人»が対応に当たる。", "職員«3人»を停職とした。", "警察官«30人»が捜した。", "全職員«約200人»に研修を行う。"},
		miss:   []string{"職員«3人»の住所が見られた。", "研修の受講者«30人»の名簿を失くした。"},
	},
	{
		name: "staff", units: "people", most: 10,
		next: "で行 で作業 で封入 で確 で宛 で点検 で担 で実施 で運 で分担 で処理 で管理 でチェック で訪問 でダブル 一組 1組",
		hit:  []string{"送信前に«2名以上»で確認します。", "作業は«4人»で行った。"},
		miss: []string{"対象は«4人»で、うち2人には連絡した。"},
	},
	{
		name: "threshold", qualifier: "at_least", far: 25,
		next:  "とき と見込 の企業 の組織 の事業者 の会社 の法人 の事業所 の漏えい等 の漏洩等",
		after: "場合 義務 要件 ときは 報告対象",
		hit:   []string{"«1,000人を超える»漏えいが起きた場合は報告が必要です。", "本人の数が«100人を超える»とき", "社員が«300人以上»の事業者が対象の制度です。"},
		miss:  []string{"«1,000人を超える»漏えいが分かった。"},
	},
	{
		name: "event", near: 4,
		before: "定員 先着 抽選で 抽選 募集 登壇者 募集人員",
		next:   "限定 様限定 を募集 の定員 程度を募集 をご招待 に当たる にプレゼント",
		hit:    []string{"セミナーは先着«100名様»、参加無料です。", "«30名»限定の催しです。"},
		miss:   []string{"催しに申し込んだ«100名»のアドレスが見えた。"},
	},
	{
		name: "name", units: "people", next: "会」 会の 会は 会が 会』 委員会 隊 塾」 展」",
		hit:  []string{"「まちを語る«500人»会」の名簿を誤って送った。"},
		miss: []string{"会員«500人»の名簿を誤って送った。"},
	},
	{
		name: "business", near: 8, far: 10,
		before: "会員数 総会員数 利用者数 登録者数 ユーザー数 顧客数 契約数 契約者数 契約件数 導入 導入実績 導入企業 導入企業数 加盟店数 取引社数 店舗数 拠点数 シェア ダウンロード 人口 世帯数 発行部数",
		next:   "が利用する が利用している が導入 が加入する に導入 へ導入 の導入 以上が利用 の会員を の会員が利用 を抱える を擁する を展開 が読む がフォロー が視聴",
		after:  "導入実績 のお客様に選ばれ に選ばれ",
		unless: "対象 該当 影響 漏えい 漏洩 流出 閲覧 掲載 公開 不正ログイン",
		hit:    []string{"会員数は«約300万人»です。", "導入実績は«2,754社»。", "«500社以上»が利用するサービスです。"},
		miss:   []string{"対象となる会員数は«1,200人»です。"},
	},
	{
		name: "ranking", near: 3,
		before: "上位 トップ ベスト ワースト",
		next:   "一覧 を比較 まとめ",
		hit:    []string{"被害の多い上位«10社»を示す。", "撤退した«21社»一覧"},
		miss:   []string{"取引先«10社»に連絡した。"},
	},
	{
		name: "statistics", units: "records people organizations yen", near: 25,
		before: "累計 年間 前年比 前年同期 前年度 前年 統計 平均 過去最多 過去最高 届出件数 届け出件数 報告件数 相談件数 認知件数 検挙件数 上場企業 世界で 国内で 全国で 四半期 調査対象",
		prev:   "年度は 年度が 年度の",
		next:   "に調査 を調査 を対象 が回答 に聞 から回答 の回答",
		unless: "漏えいした 流出した 漏れた 可能性 おそれ 恐れ 閲覧され 個人情報が 情報が",
		hit:    []string{"2024年の報告件数は«189件»で過去最多。", "会社員«500人»に聞いた。", "年間«1,454件»の届け出がある。", "インターネット利用者«1,000人»を対象とした。", "報告は2023年度が«472件»でした。"},
		miss:   []string{"過去5年間に在籍した«1,454人»の名簿を失くした。", "調査の結果、«382件»が対象と分かった。"},
	},
	{
		name: "difference",
		next: "増 減 多い 多く 少ない 少なく 増え 減り 上積み 上回り",
		hit:  []string{"前回の公表より«12件»多い。", "«30人»増えて合わせて90人となった。"},
		miss: []string{"«30人»の名簿が増刷された。"},
	},
	{
		name: "other", near: 12,
		before: "同様の事案 同様の事例 同様の事故 同様の被害 同様のケース 同様のミス 同種の事案 類似の事案 類似の事例 類似の事故 過去にも 他社で 他市で 別の事案",
		hit:    []string{"過去にも«3件»の紛失があった。", "同様の事案が«5件»起きている。"},
		miss:   []string{"過去に購入した«1,200人»に影響する。"},
	},
	{
		name: "inquiry", near: 20, far: 8,
		before: "問い合わせ お問い合わせ 問合せ お問合せ 苦情 クレーム 返金",
		after:  "問い合わせ お問い合わせ 問合せ 苦情 クレーム",
		unless: "漏えい 漏洩 流出 閲覧 氏名 個人情報",
		hit:    []string{"電話での問い合わせは«120件»に上る。", "«8件»の苦情があった。"},
		miss:   []string{"問い合わせフォームに入力した«120件»が見えた。", "お問い合わせいただいた«530名様»が対象です。"},
	},
	{
		name: "attempts", near: 2, far: 12,
		before: "試行",
		after:  "試行 を試み が試み リクエスト のアクセスがあ",
		hit:    []string{"«約30万件»のログイン試行を受けた。", "«約15万件»のログインを試みた。"},
		miss:   []string{"ログインされた«30件»を調べた。"},
	},
	{
		name: "points", units: "files", counter: "点", most: 9, always: true,
		unless: "渡った 渡し データ ファイル 資料 書類 文書 伝票 写真 図面 帳票 証明書 申込書 申請書 台帳 カルテ 画像 領収書 通知書 紛失 盗難 複製 コピー 持ち出 流出 漏えい 漏洩 廃棄 窃取",
		hit:    []string{"次の«3点»を徹底します。"},
		miss:   []string{"紛失した書類は«3点»です。", "講習の動画«85点»も開けた。"},
	},
	{
		name: "copies", units: "files", counter: "部", most: 3, always: true,
		unless: "一覧 写し 回収 資料 書類 文書 名簿 伝票 帳票 証明書 申込書 申請書 台帳 調査票 通知書 報告書 冊子 紛失 誤って",
		hit:    []string{"講演は«2部»に分けます。"},
		miss:   []string{"名簿«2部»を置き忘れた。"},
	},
	{
		name: "copies", units: "files", counter: "部", near: 12,
		before: "発行 会報 会報誌 会員誌 広報紙 次号 増刷",
		hit:    []string{"広報紙は«8,000部»を配る。"},
		miss:   []string{"申し込みの控え«75部»が他人の手元に届いた。"},
	},
	{
		name: "pieces", units: "devices", counter: "本", always: true,
		unless: "USB メモリ メモリー テープ ディスク 媒体 記録",
		hit:    []string{"動画を«3本»公開しました。"},
		miss:   []string{"USBメモリ«3本»を失くした。"},
	},
	{
		name: "pieces", units: "devices", counter: "個", always: true,
		unless: "USB メモリ メモリー テープ ディスク 媒体 HDD 端末 トークン カード",
		hit:    []string{"商品を«3個»お届けします。"},
		miss:   []string{"USBメモリ«3個»を失くした。"},
	},
}

// besides are the prev and next words of each guard.
var besides = func() []struct{ prev, next []string } {
	list := make([]struct{ prev, next []string }, len(guards))
	for i, g := range guards {
		list[i].prev, list[i].next = strings.Fields(g.prev), strings.Fields(g.next)
	}
	return list
}()

// guard is the name of the first guard that holds for e, or "".
func (r *countReader) guard(e *countExpr, before, after []cueHit) string {
	if e.value == 0 && e.max == 0 {
		return "zero"
	}
	if endsWith(r.s[:e.number], "第") || strings.HasPrefix(r.s[e.end:], "目") {
		return "ordinal"
	}
	var held, against uint64
	for _, h := range before {
		against |= h.cue.unless
		for m := h.cue.before; m != 0; m &= m - 1 {
			if k := bits.TrailingZeros64(m); r.runes(h.end, e.start) <= guards[k].near {
				held |= 1 << k
			}
		}
	}
	for _, h := range after {
		against |= h.cue.unless
		for m := h.cue.after; m != 0; m &= m - 1 {
			if k := bits.TrailingZeros64(m); r.runes(e.end, h.start) <= guards[k].far {
				held |= 1 << k
			}
		}
	}
	for k, g := range guards {
		if g.units != "" && !strings.Contains(g.units, e.unit) || g.qualifier != "" && g.qualifier != e.qualifier ||
			g.most > 0 && e.value > g.most || g.counter != "" && !strings.HasPrefix(e.counter, g.counter) ||
			against&(1<<k) != 0 || g.but != "" && beginsWith(r.s[e.end:], g.but) {
			continue
		}
		if held&(1<<k) != 0 || g.always || anyPrefix(r.s[e.end:], besides[k].next...) || standsBefore(r.s[:e.start], besides[k].prev) {
			return g.name
		}
	}
	return ""
}

// standsBefore says that s ends with one of words; the 1人 of 21人 is none, nor the 本 of 謄本.
func standsBefore(s string, words []string) bool {
	for _, w := range words {
		head, ok := strings.CutSuffix(s, w)
		if !ok || isDigit(w[0]) && head != "" && (isDigit(head[len(head)-1]) || head[len(head)-1] == ',') {
			continue
		}
		if last, _ := utf8.DecodeLastRuneInString(head); len(w) == len("本") && unicode.Is(unicode.Han, last) {
			continue
		}
		return true
	}
	return false
}
