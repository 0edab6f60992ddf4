package extract

import "regexp"

// exposureRules say how certain a leak is, by the guide: in the order of strength
// within one sentence.
var exposureRules = []struct {
	value string
	find  *regexp.Regexp
}{
	{"not_confirmed", regexp.MustCompile(`(漏え?い|漏洩|流出|漏れ|持ち出し|持ち出され|外部に(出|送信))[^。]{0,40}(は|が|を|も)?(現時点で|これまでに?|現在(まで)?|今のところ)?(確認|見つか|認め|判明)(され|でき|られ|って)?(て)?(おり)?(い?ない|いません|おりません|おらず|おらん|ず|ません|なかった|ていな|ておりませ|ていませ)|(漏え?い|漏洩|流出)(した)?(可能性|おそれ|恐れ)は(極めて|きわめて|非常に)?(低|小さ|ない|な|考えにく)|(漏え?い|漏洩|流出)は(なかった|ありませ|ない|していな|しておりませ)|外部への?(流出|漏え?い|漏洩|持ち出し)は(な|あり|確認)|(可能性|おそれ)は低い`)},
	{"possible", regexp.MustCompile(`(漏え?い|漏洩|流出|漏れ|閲覧|窃取|抜き取|盗|取得|参照|持ち出|悪用|送信|渡っ|外部に出|見られ)[^。]{0,30}(可能性|おそれ|恐れ|疑い|懸念|とみられ|危険性)|(閲覧|参照|ダウンロード|検索|アクセス)(が)?(可能|できる|でき得|しうる)(な)?(状態|状況|よう|設定)|見(え|られ)る(状態|形|ように)|(流出|漏え?い|漏洩)か$|否定でき|否定できない|(おそれ|恐れ|可能性)の?ある(個人)?情報`)},
	{"confirmed", regexp.MustCompile(`(漏え?い|漏洩|流出)(して|し)(いた|た(こと(が|を)|と|もの|事実|。|、|個人情報|情報|件数|データ|の(は|が))|ました|おり)|(漏え?い|漏洩|流出)(を|が)(確認|判明|発覚)|(窃取|閲覧|ダウンロード|公開|持ち出|盗み取|抜き取|コピー|売却|送信)され(た|ていた|ました|ており)|(漏|も)れた|漏らし(た|て)|掲載され(た|て)|(受け取っ|届い)た(人|方)|誤って[^。]{0,40}(送|渡|配|交付|公開|掲載)`)},
}

// causeExposure is what a cause says of the exposure by itself: a letter in the wrong
// hands is a leak, a lost one may be (GUIDE, exposure and cases of doubt).
var causeExposure = map[string]string{
	"misdelivery_email": "confirmed",
	"misdelivery_post":  "confirmed",
	"insider":           "confirmed",
	"lost":              "possible",
	"stolen":            "possible",
	"improper_disposal": "possible",
	"misconfiguration":  "possible",
	"system_bug":        "possible",
	"publishing_error":  "possible",
	"web_skimming":      "possible",
}

// readExposure weighs what the sentences of a block say of the leak.
func (d *document) readExposure(in func(sentence) bool, tells []bool, causes []Cause) (string, *Proof) {
	main := ""
	if len(causes) > 0 {
		main = causes[0].Code
	}
	weight := map[string]int{}
	proof := map[string]*Proof{}
	order := 0
	for k, s := range d.sentences {
		if !in(s) {
			continue
		}
		z := d.lines[s.line].zone
		if z != story && z != title {
			continue
		}
		text := d.s[s.start:s.end]
		if !breach.MatchString(text) {
			continue
		}
		for _, r := range exposureRules {
			loc := r.find.FindStringIndex(text)
			if loc == nil {
				continue
			}
			w := 2
			if z == title {
				w = 3
			}
			if !tells[k] {
				w = 1
			}
			if order < 3 && z == story {
				w++
			}
			weight[r.value] += w
			if proof[r.value] == nil {
				proof[r.value] = &Proof{Rule: "exposure/" + r.value, Evidence: []Evidence{d.evidence(s.start+loc[0], s.start+loc[1])}}
			}
			order++
			break
		}
	}
	value := ""
	switch fixed := causeExposure[main]; {
	case main == "misdelivery_email" || main == "misdelivery_post":
		value = "confirmed"
	case main == "lost" || main == "stolen":
		value = "possible"
	case main == "insider" && weight["not_confirmed"] <= weight["confirmed"]+1:
		value = "confirmed"
	case weight["possible"] > 0 && weight["possible"] >= weight["confirmed"]:
		value = "possible"
	case weight["confirmed"] > 0 && weight["confirmed"] >= weight["not_confirmed"]:
		value = "confirmed"
	case weight["not_confirmed"] > 0:
		value = "not_confirmed"
	case fixed != "":
		value = fixed
	default:
		return "unknown", nil
	}
	p := proof[value]
	if p == nil {
		if len(causes) == 0 {
			return value, nil
		}
		p = &Proof{Rule: "exposure/" + main, Evidence: causes[0].Evidence}
	}
	p.Confidence = confidence(weight[value]-weight[other(value)], 4, 2)
	return value, p
}

func other(value string) string {
	if value == "confirmed" {
		return "possible"
	}
	return "confirmed"
}
