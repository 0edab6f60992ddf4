package extract

import (
	"strings"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// plannedRole is "response" for a day still to come, or the day of writing, from or on which
// a step is planned whose verb is none of the story's: 9月末から順次研修を行います.
func plannedRole(e resolvedDate, sc dateScope, published string) string {
	clause, _, _ := strings.Cut(sc.after, "。")
	clause = strings.TrimRight(clause, " )」")
	if strings.Contains(clause, "§") || otherPlan.MatchString(clause) || !planned.MatchString(clause) {
		return ""
	}
	tied := e.since || e.until || strings.HasPrefix(clause, "中") || e.interval || boundTo.MatchString(clause)
	if n := min(len(published), len(e.Start)); !tied || published != "" && e.Start[:n] < published[:n] {
		return ""
	}
	if published == "" && !e.since && !e.until && !strings.Contains(clause, "中に") {
		return ""
	}
	return "response"
}

// planned is a clause that ends with what will be done.
var planned = pattern.New(`(?:[しりいきちみえけせめれ]ます|予定|方針|計画|(?:考え|構え|段取り|運び|手はず|意向)(?:だ|です|を示した)?|[うくぐすつぬぶむる])$`)

// otherPlan is what is planned beside the story, or no plan at all.
var otherPlan = pattern.New(`開催|発売|販売|セミナー|展示|締め?切|発行|上場|施行|入札|イベント|開店|放送|試合|提供を?開始|参加|募集|開場|開演|先着|留守|お休み|受付中|休業|目指す|申し?込み|売上|販促|です|見込[むみ]|(?:てい|おり|あり|られ|なり|でき)ます$|(?:いう|いる|ある|れる|なる|です|みる|よる)$|可能性|おそれ|恐れ`)
