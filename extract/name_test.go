package extract

import (
	"testing"
	"unicode/utf8"
)

func TestParseName(t *testing.T) {
	for _, test := range []struct {
		name string
		want Name
	}{
		{"株式会社みどり商事", Name{"みどり商事", "株式会社", "before", "company", ""}},
		{"みどり商事株式会社", Name{"みどり商事", "株式会社", "after", "company", ""}},
		{"㈱みどり商事", Name{"みどり商事", "株式会社", "before", "company", ""}},
		{"株式会社　みどり商事", Name{"みどり商事", "株式会社", "before", "company", ""}},
		{"(有)みどり", Name{"みどり", "有限会社", "before", "company", ""}},
		{"みどり商事", Name{"みどり商事", "", "", "company", ""}},
		{"Ａｏｂａ　Ｔｒａｄｉｎｇ　Ｃｏ．，　Ｌｔｄ．", Name{"Aoba Trading", "Co.,Ltd.", "after", "company", ""}},
		{"イクザンプルLLC", Name{"イクザンプル", "LLC", "after", "company", ""}},
		{"Swag", Name{"Swag", "", "", "", ""}}, // AG is no word of its own
		{"株式会社", Name{"株式会社", "", "", "", ""}},
		{"株式会社かささぎ銀行", Name{"かささぎ銀行", "株式会社", "before", "finance", ""}},
		{"かささぎ信用金庫", Name{"かささぎ信用金庫", "", "", "finance", ""}},
		{"かささぎ生命保険相互会社", Name{"かささぎ生命保険", "相互会社", "after", "finance", ""}},
		{"税理士法人あおば", Name{"あおば", "税理士法人", "before", "company", ""}},

		{"高槻市", Name{"高槻市", "", "", "municipality", "大阪府"}},
		{"大阪府高槻市", Name{"高槻市", "", "", "municipality", "大阪府"}},
		{"高槻市役所", Name{"高槻市", "", "", "municipality", "大阪府"}},
		{"府中市", Name{"府中市", "", "", "municipality", ""}}, // there are two
		{"東京都府中市", Name{"東京都府中市", "", "", "municipality", "東京都"}},
		{"北区", Name{"北区", "", "", "municipality", ""}},
		{"鎌ヶ谷市", Name{"鎌ケ谷市", "", "", "municipality", "千葉県"}},
		{"龍ケ崎市教委", Name{"龍ケ崎市教育委員会", "", "", "municipality", "茨城県"}},
		{"大阪市水道局", Name{"大阪市水道局", "", "", "municipality", "大阪府"}},
		{"大阪府", Name{"大阪府", "", "", "prefecture", "大阪府"}},
		{"大阪府庁", Name{"大阪府", "", "", "prefecture", "大阪府"}},
		{"愛知県警", Name{"愛知県警", "", "", "prefecture", "愛知県"}},
		{"鶴羽市", Name{"鶴羽市", "", "", "municipality", ""}}, // of no list
		{"葦原県鶴羽市", Name{"鶴羽市", "", "", "municipality", "葦原県"}},
		{"葦原県", Name{"葦原県", "", "", "prefecture", "葦原県"}},
		{"葦原県教委", Name{"葦原県教育委員会", "", "", "prefecture", "葦原県"}},
		{"霧ヶ浜市立潮見中学校", Name{"霧ケ浜市立潮見中学校", "", "", "school", ""}},
		{"高槻市立三角病院", Name{"高槻市立三角病院", "", "", "hospital", "大阪府"}},
		{"高槻市社会福祉協議会", Name{"高槻市社会福祉協議会", "", "", "association", "大阪府"}},
		{"三角区検察庁", Name{"三角区検察庁", "", "", "", ""}},

		{"厚生労働省", Name{"厚生労働省", "", "", "ministry", ""}},
		{"青海地方法務局", Name{"青海地方法務局", "", "", "ministry", ""}},
		{"学校法人三角学園", Name{"三角学園", "学校法人", "before", "school", ""}},
		{"国立大学法人三角大学", Name{"三角大学", "国立大学法人", "before", "university", ""}},
		{"学校法人三角大学", Name{"三角大学", "学校法人", "before", "university", ""}},
		{"一般社団法人三角スポーツクラブ", Name{"三角スポーツクラブ", "一般社団法人", "before", "association", ""}},
		{"AOBA CO., LTD.", Name{"AOBA", "Co.,Ltd.", "after", "company", ""}},
		{"県教委", Name{"県教育委員会", "", "", "prefecture", ""}},
		{"専門学校三角カレッジ", Name{"専門学校三角カレッジ", "", "", "school", ""}},
		{"コープみかど", Name{"コープみかど", "", "", "association", ""}},
		{"三角省", Name{"三角省", "", "", "ministry", ""}},
		{"三角地方整備局", Name{"三角地方整備局", "", "", "ministry", ""}},
		{"県立三角がんセンター", Name{"県立三角がんセンター", "", "", "hospital", ""}},
		{"三角大学", Name{"三角大学", "", "", "university", ""}},
		{"三角大", Name{"三角大", "", "", "university", ""}},
		{"三角大学病院", Name{"三角大学病院", "", "", "hospital", ""}},
		{"三角高校", Name{"三角高校", "", "", "school", ""}},
		{"医療法人社団三角会", Name{"三角会", "医療法人社団", "before", "hospital", ""}},
		{"NPO法人みどりの会", Name{"みどりの会", "特定非営利活動法人", "before", "association", ""}},
		{"三角商工会議所", Name{"三角商工会議所", "", "", "association", ""}},
		{"宗教法人三角院", Name{"三角院", "宗教法人", "before", "other", ""}},
		{"三角神社", Name{"三角神社", "", "", "other", ""}},
		{"ネコザメ", Name{"ネコザメ", "", "", "", ""}},
		{"", Name{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := ParseName(test.name); got != test.want {
				t.Errorf("%+v, want %+v", got, test.want)
			}
		})
	}
}

// FuzzParseName holds what the store relies on: a code of the list, valid text, and a form
// wherever there is a position.
func FuzzParseName(f *testing.F) {
	for _, s := range []string{"株式会社みどり商事", "葦原県鶴羽市役所", "(株)(有)", "\xff㈱", "学校法人 三角学園 三角大学"} {
		f.Add(s)
	}
	kinds := map[string]bool{"": true}
	for _, k := range OrganizationKinds {
		kinds[k.Code] = true
	}
	f.Fuzz(func(t *testing.T, s string) {
		n := ParseName(s)
		if !kinds[n.Kind] || !utf8.ValidString(n.Canonical) || (n.Form == "") != (n.Position == "") {
			t.Errorf("%q: %+v", s, n)
		}
	})
}
