package extract

// The codes of an incident besides Causes and Categories, each list in the order in which
// it is shown.
var (
	PartyRoles = []Code{
		{Code: "breached", LabelJA: "発生元", LabelEN: "where it happened"},
		{Code: "affected", LabelJA: "影響先", LabelEN: "whose data it was"},
	}
	DateRoles = []Code{
		{Code: "occurred", LabelJA: "発生", LabelEN: "occurred"},
		{Code: "detected", LabelJA: "検知", LabelEN: "detected"},
		{Code: "announced", LabelJA: "公表", LabelEN: "announced"},
		{Code: "data_period", LabelJA: "対象期間", LabelEN: "period of the data"},
		{Code: "response", LabelJA: "対応", LabelEN: "response"},
	}
	CountRoles = []Code{
		{Code: "total", LabelJA: "総数", LabelEN: "total"},
		{Code: "part", LabelJA: "内訳", LabelEN: "part of the total"},
		{Code: "prior", LabelJA: "旧・別集計", LabelEN: "earlier or other count of the same"},
		{Code: "impact", LabelJA: "影響", LabelEN: "other effect that was counted"},
	}
	Units = []Code{
		{Code: "people", LabelJA: "人", LabelEN: "persons"},
		{Code: "records", LabelJA: "件", LabelEN: "records"},
		{Code: "accounts", LabelJA: "アカウント", LabelEN: "accounts"},
		{Code: "organizations", LabelJA: "団体", LabelEN: "organisations"},
		{Code: "messages", LabelJA: "通", LabelEN: "messages"},
		{Code: "files", LabelJA: "点", LabelEN: "files or papers"},
		{Code: "households", LabelJA: "世帯", LabelEN: "households"},
		{Code: "devices", LabelJA: "台", LabelEN: "devices"},
		{Code: "yen", LabelJA: "円", LabelEN: "yen"},
	}
	Qualifiers = []Code{
		{Code: "exact", LabelJA: "", LabelEN: "exactly"},
		{Code: "about", LabelJA: "約", LabelEN: "about"},
		{Code: "at_most", LabelJA: "最大", LabelEN: "at most"},
		{Code: "at_least", LabelJA: "以上", LabelEN: "at least"},
		{Code: "several", LabelJA: "概数", LabelEN: "of this order"},
	}
	Exposures = []Code{
		{Code: "confirmed", LabelJA: "確認", LabelEN: "leak confirmed"},
		{Code: "possible", LabelJA: "可能性", LabelEN: "leak possible"},
		{Code: "not_confirmed", LabelJA: "確認されず", LabelEN: "no leak found"},
		{Code: "unknown", LabelJA: "不明", LabelEN: "not known"},
	}
	Statuses = []Code{
		{Code: "exposed", LabelJA: "対象", LabelEN: "leaked or may have leaked"},
		{Code: "not_exposed", LabelJA: "対象外", LabelEN: "said not to have leaked"},
	}
)
