package extract

import (
	"strings"
	"testing"
)

// findCases mark what is found with «», and say its rule and its value before resolution.
// Of an interval both sides are in the value. No mark: nothing may be found.
var findCases = []struct{ text, want string }{
	// Days, months and years as they are written.
	{"«2025年3月7日»に判明", "date/ymd 2025-03-07"},
	{"«2025年3月7日(金)»付", "date/ymd 2025-03-07"},
	{"«2025年3月7日金曜日»", "date/ymd 2025-03-07"},
	{"«2025年7月21日(月・祝)»", "date/ymd 2025-07-21"},
	{"«2023 年 8 月 16 日»", "date/ymd 2023-08-16"},
	{"«2023 年 8 月 16\n日»に", "date/ymd 2023-08-16"},
	{"«西暦2021年7月»", "date/ym 2021-07-XX"},
	{"«2025年3月»に", "date/ym 2025-03-XX"},
	{"«2018年»ごろ", "date/y 2018-XX-XX"},
	{"«3月7日»に", "date/md XXXX-03-07"},
	{"«3月末»までに", "date/m XXXX-03-XX"},
	{"«九月中旬»、", "date/m XXXX-09-XX"},
	{"«8月中»を目途に", "date/m XXXX-08-XX"},
	{"«7日»に発表", "date/d XXXX-XX-07"},
	{"«10日»未明", "date/d XXXX-XX-10"},
	{"Q1.«7月27日»以降の申込み", "date/md XXXX-07-27"},
	{"«2024年10»・«11月»", "date/ym 2024-10-XX, date/m XXXX-11-XX"},
	{"«3月7»、«8日»", "date/md XXXX-03-07, date/d XXXX-XX-08"},
	// Numbers and separators.
	{"«2025/3/7»", "date/numeric 2025-03-07"},
	{"«2025-03-07»T10:00:00", "date/numeric 2025-03-07"},
	{"«2025.03.07»", "date/numeric 2025-03-07"},
	{"«2021・7・18»", "date/numeric 2021-07-18"},
	{"«2021,7,18»", "date/numeric 2021-07-18"},
	{"«2021/7»", "date/numeric 2021-07-XX"},
	{"«20250307»付の文書", "date/numeric 2025-03-07"},
	{"«3/7(金)»に", "date/numeric XXXX-03-07"},
	{"«12/9»発送分", "date/numeric XXXX-12-09"},
	{"●青葉市(«9/2»)", "date/numeric XXXX-09-02"},
	{"資料(9/2)", ""},
	// Eras, and years of two digits.
	{"«令和7年3月7日»", "date/era 2025-03-07"},
	{"«令和元年»", "date/era 2019-XX-XX"},
	{"«平成30年»", "date/era 2018-XX-XX"},
	{"«昭和60年»", "date/era 1985-XX-XX"},
	{"«令和3.7.18»", "date/era 2021-07-18"},
	{"«R7.3.1»", "date/era 2025-03-01"},
	{"«H30.4»", "date/era 2018-04-XX"},
	{"«R7年3月»", "date/era 2025-03-XX"},
	{"«令和7年(2025年)3月7日»", "date/era 2025-03-07"},
	{"«2025(令和7)年3月7日»", "date/ymd 2025-03-07"},
	{"«'25年3月»", "date/short-year XX25-03-XX"},
	{"«25年3月7日»", "date/short-year XX25-03-07"},
	{"«二〇二五年三月七日»", "date/ymd 2025-03-07"},
	{"«十月三十一日»", "date/md XXXX-10-31"},
	{"ことが«一日»、関係者への", "date/d XXXX-XX-01"},
	// Fiscal years and parts of years.
	{"«令和6年度»の名簿", "date/fiscal FY2024"},
	{"«06年度»", "date/fiscal FYXX06"},
	{"«FY2024»", "date/fiscal FY2024"},
	{"«2024年度第3四半期»", "date/fiscal FY2024-Q3"},
	{"«2024年度末»に", "date/part 2025-03-XX"},
	{"«先週の土曜»に", "date/relative P1W"},
	{"«前日の7日»に", "date/previous XXXX-XX-07"},
	{"«2024年夏»", "date/part 2024-SU"},
	{"«第1四半期»", "date/quarter XXXX-Q1"},
	// Dates counted from others.
	{"«同日»、", "date/same P0D"},
	{"«同じ日»に", "date/same P0D"},
	{"«同月10日»", "date/same XXXX-XX-10"},
	{"«同年8月»", "date/same XXXX-08-XX"},
	{"«同10日»", "date/same XXXX-XX-10"},
	{"«同 3月»", "date/same XXXX-03-XX"},
	{"«同年度»", "date/same P0Y"},
	{"«翌日»", "date/next P1D"},
	{"«翌8日»", "date/next XXXX-XX-08"},
	{"«翌年1月4日»", "date/next XXXX-01-04"},
	{"«翌2026年1月»", "date/ym 2026-01-XX"},
	{"«前日»に", "date/previous P1D"},
	{"«前年の12月8日»", "date/previous XXXX-12-08"},
	{"«本日»より順次", "date/relative P0D"},
	{"は«きょう»発表", "date/relative P0D"},
	{"«昨日»の第3報", "date/relative P1D"},
	{"«今月6日»", "date/relative XXXX-XX-06"},
	{"«先月二十八日»付で", "date/relative XXXX-XX-28"},
	{"«先月(9月)25日»", "date/relative XXXX-09-25"},
	{"«昨年12月»", "date/relative XXXX-12-XX"},
	{"«昨年(2024年)12月»", "date/ym 2024-12-XX"},
	{"が«ことし6月»に", "date/relative XXXX-06-XX"},
	{"«昨年度»、", "date/relative P1Y"},
	{"約«10年前»", "date/ago P10Y"},
	{"その«2日後»", "date/ago P2D"},
	// Intervals.
	{"«2024年4月1日から2025年1月31日»まで", "date/range 2024-04-01/2025-01-31"},
	{"«2024年4月1日~同年9月30日»の間", "date/range 2024-04-01/XXXX-09-30"},
	{"«3月7日~9日»", "date/range XXXX-03-07/XXXX-XX-09"},
	{"«3月7~9日»を", "date/range XXXX-03-07/XXXX-XX-09"},
	{"«16~23日»に", "date/range XXXX-XX-16/XXXX-XX-23"},
	{"«1~3月»に", "date/range XXXX-01-XX/XXXX-03-XX"},
	{"«2018年から2022年»", "date/range 2018-XX-XX/2022-XX-XX"},
	{"«2018~22年»", "date/range 2018-XX-XX/2022-XX-XX"},
	{"«2012~17年度»に", "date/range FY2012/FY2017"},
	{"«令和3年度から5年度»", "date/range FY2021/FY2023"},
	{"«2023年度および2024年度»に", "date/range FY2023/FY2024"},
	{"«2020、21年度»に", "date/range FY2020/FY2021"},
	{"«2011年11月24日から21年2月14日»まで", "date/range 2011-11-24/2021-02-14"},
	{"«3月7日22時から3月8日»5時", "date/range XXXX-03-07/XXXX-03-08"},
	{"«3月27日午前5時30分頃から翌28日»正午頃まで", "date/range XXXX-03-27/XXXX-XX-28"},
	{"«15日22時頃から翌»1時頃まで", "date/range XXXX-XX-15/P1D"},
	{"«2024/4/1-9/30»", "date/range 2024-04-01/XXXX-09-30"},
	{"«7日»10時~12時", "date/d XXXX-XX-07"},
	{"«3月7日»から、«4月9日»に", "date/md XXXX-03-07, date/md XXXX-04-09"},
	{"«2018年»から«3月7日»に", "date/y 2018-XX-XX, date/md XXXX-03-07"},
	{"締切を«1月31日»から«2月7日»に延長", "date/md XXXX-01-31, date/md XXXX-02-07"},
	{"«4月»から3か月間", "date/m XXXX-04-XX"},
	// What is no date.
	{"第3報を公表", ""},
	{"24時間365日の監視", ""},
	{"2025年3月期", ""},
	{"12月号", ""},
	{"1~3月期", ""},
	{"2 日時:未定、3 日程:未定", ""},
	{"3か月、5日間、3日以内、10日程度、3日目", ""},
	{"1日1回、1日に3回、1日8時間", ""},
	{"2~3日で、約3日、最短5日", ""},
	{"毎月5日、毎年3月", ""},
	{"三日月、四日市、十日町、一日も早い", ""},
	{"2月30日、2023年2月29日、4月31日", ""},
	{"令和0年3月7日", ""},
	{"2025年13月5日", ""},
	{"20XX年3月、〇月〇日、○月7日", ""},
	{"CVE-2024-1234、CVE-2024-12-05", ""},
	{"2024/25比、1/3に減少、(2/5)", ""},
	{"03-1234-5678、0120-12-3456", ""},
	{"https://www.example.test/2025/03/07/a.html", ""},
	{"v2.3.1、10.0.0.1、Amazon S3、H2", ""},
	{"前年比8%、前年の1.4倍、前年同期", ""},
	{"日本年金の前日本代表、共同日報、説明日", ""},
	{"2024年版、3年、100年、30,000年前", ""},
	{"今日では", ""},
}

func TestFindDates(t *testing.T) {
	for _, c := range findCases {
		t.Run(c.text, func(t *testing.T) {
			s := strings.NewReplacer("«", "", "»", "").Replace(c.text)
			var marked strings.Builder
			var values []string
			at := 0
			for _, e := range findDates(s) {
				marked.WriteString(s[at:e.start] + "«" + s[e.start:e.end] + "»")
				at = e.end
				values = append(values, e.rule+" "+timex(e))
			}
			marked.WriteString(s[at:])
			if marked.String() != c.text {
				t.Errorf("found %s", marked.String())
			}
			if got := strings.Join(values, ", "); got != c.want {
				t.Errorf("read %q, want %q", got, c.want)
			}
		})
	}
}

func TestDateParticles(t *testing.T) {
	for _, c := range []struct{ text, tail, flags string }{
		{"3月7日時点で", "時点", "asOf"},
		{"3月7日現在", "現在", "asOf"},
		{"3月7日の時点で", "の時点", "asOf"},
		{"9月30日までに返金", "までに", "until"},
		{"2020年以前の", "以前", "until"},
		{"8月21日以降に", "以降", "since"},
		{"3月7日から順次", "から", "since"},
		{"2020年9月~", "~", "since"},
		{"3月7日午前10時15分頃、", "午前10時15分頃", "approx"},
		{"3月7日13:04に", "13:04", ""},
		{"10月31日の午前0時半ごろ", "の午前0時半ごろ", "approx"},
		{"3月上旬、", "", "approx"},
		{"3月7日付けで", "付け", ""},
		{"3月7日10時間停止", "", ""},
	} {
		t.Run(c.text, func(t *testing.T) {
			found := findDates(c.text)
			if len(found) != 1 {
				t.Fatalf("found %d dates", len(found))
			}
			e := found[0]
			var flags []string
			for _, f := range []struct {
				set  bool
				name string
			}{{e.asOf, "asOf"}, {e.until, "until"}, {e.since, "since"}, {e.approx, "approx"}} {
				if f.set {
					flags = append(flags, f.name)
				}
			}
			if got := c.text[e.end:e.tail]; got != c.tail {
				t.Errorf("tail %q, want %q", got, c.tail)
			}
			if got := strings.Join(flags, " "); got != c.flags {
				t.Errorf("flags %q, want %q", got, c.flags)
			}
		})
	}
}
