package main

// Japanese labels of the codes of an incident, for people. Categories and causes have
// theirs in package extract.

var roleLabels = map[string]string{
	"breached": "発生元", "affected": "影響先",
	"occurred": "発生", "detected": "検知", "announced": "公表", "data_period": "対象期間", "response": "対応",
	"total": "総数", "part": "内訳", "prior": "旧・別集計", "impact": "影響",
	"exposed": "対象", "not_exposed": "対象外",
}

var exposureLabels = map[string]string{
	"confirmed": "確認", "possible": "可能性", "not_confirmed": "確認されず", "unknown": "不明",
}

var unitLabels = map[string]string{
	"records": "件", "people": "人", "accounts": "アカウント", "organizations": "団体", "messages": "通",
	"files": "点", "households": "世帯", "devices": "台", "yen": "円",
}

var qualifierLabels = map[string]string{
	"exact": "", "about": "約", "at_most": "最大", "at_least": "以上", "several": "概数",
}

// labelled is a code with its label before it: "検知 detected".
func labelled(labels map[string]string, code string) string {
	if l := labels[code]; l != "" {
		return l + " " + code
	}
	return code
}
