package crawler

import (
	"os"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// TestContent holds single decisions about what belongs to an article. Each page has the same
// article; what else is on it must be in the text or must not.
func TestContent(t *testing.T) {
	const article = `<h1>架空物流で伝票データが流出</h1>
<p>架空物流は、配送伝票のデータが外部から閲覧できる状態にあり、荷受人の氏名と住所2,345件が流出した可能性があると発表した。</p>
<p>原因はサーバーの設定不備で、3月5日に取引先の指摘で判明し、同日中に設定を改めたという。データには、電話番号も含まれていた。</p>
<p>同社は対象者に個別に連絡し、個人情報保護委員会に報告した。</p>`
	const rival = `<p>架空新聞社は、委託先への不正アクセスにより、読者10万人の情報が流出した可能性があると、2025年4月1日に発表した。対象は、購読者と退会者という。</p>`
	cases := []struct {
		name, page string
		src        *Source
		has, lacks []string
	}{
		{"nothing else", `<body>` + article + `</body>`, nil, []string{"2,345件", "電話番号も", "個人情報保護委員会に"}, nil},
		{"nameless columns", `<body><div><div>` + article + `</div><div><p><a href="/1">架空新聞社で読者の情報が流出、委託先に不正アクセスとの見方を示す</a></p>` + rival +
			`<p><a href="/2">架空塾で生徒の成績が誤って公開、検索サイトから閲覧できる状態が続く</a></p></div></div></body>`, nil, []string{"2,345件", "個人情報保護委員会に"}, []string{"10万人", "架空塾"}},
		{"a lead in a box of its own is kept", `<body><div class="c"><div class="lead"><p>架空物流で2,345件の情報が流出した可能性がある。原因は設定不備。</p></div><div>` + article + `</div></div></body>`,
			nil, []string{"原因は設定不備。", "個人情報保護委員会に"}, nil},
		{"a list and a table are kept", `<body><main>` + article + `<ul><li>氏名</li><li>住所</li></ul><table><tr><th>区分</th><th>件数</th></tr><tr><td>会員</td><td>2,000</td></tr></table></main></body>`,
			nil, []string{"・氏名\n・住所", "区分\t件数\n会員\t2,000"}, nil},
		{"related news with summaries", `<body><main>` + article + `<div class="box"><h2>関連記事</h2><a href="/1">架空新聞社で流出</a><a href="/2">架空塾で誤公開</a></div></main></body>`,
			nil, []string{"2,345件"}, []string{"架空新聞社", "関連記事"}},
		{"text after a related list goes on", `<body><main>` + article + `<p>【関連リンク】</p><ul><li><a href="https://x.example/">架空物流の発表</a></li></ul><p>なお、同社は4月1日に続報を出した。</p></main></body>`,
			nil, []string{"続報を出した"}, []string{"関連リンク", "架空物流の発表"}},
		{"links to other sites are sources", `<body><main>` + article + `<h2>参考資料</h2><ul><li><a href="https://b.example/1">第一報</a></li><li><a href="https://b.example/2">第二報</a></li><li><a href="https://c.example/">報道</a></li></ul></main></body>`,
			nil, []string{"・第一報\n・第二報"}, nil},
		{"a headline's slug is no class", `<body><main>` + article + `<div class="section" id="sharing-data-with-a-partner"><p>共有先の一覧は次の版で示す。</p></div></main></body>`, nil, []string{"共有先の一覧"}, nil},
		{"what templates set around", `<body><main><p>トップ &gt; 事件 &gt; この記事</p>` + article + `<p>印刷用ページ</p><p>[PR] 訓練が月90円から、2,000社。</p><p>PDF形式のファイルを開くには閲覧ソフトが必要です。</p>` +
			`<p>このページの情報は役に立ちましたか？</p><p>1：役に立った　2：ふつう</p><div class="author-box"><p>筆者は従業員300人の会社に勤めた。</p></div></main></body>`,
			nil, []string{"2,345件", "個人情報保護委員会に"}, []string{"トップ", "印刷用", "2,000社", "閲覧ソフト", "役に立", "300人"}},
		{"sentences that begin like furniture", `<body><main>` + article + `<p>トップページの改ざんも確認された。</p><p>広告配信に使う情報は含まれない。</p><p>(c) 口座番号</p></main></body>`, nil,
			[]string{"トップページの改ざん", "広告配信に使う", "(c) 口座番号"}, nil},
		{"captions and bylines", `<body><main>` + article + `<figure><img><figcaption>記者会見する社長</figcaption></figure><p class="photo_caption">本社の建物</p><p class="articleByline">瓦版花子</p>` +
			`<figure><table><tr><th>区分</th><td>900件</td></tr></table><figcaption>区分ごとの件数</figcaption></figure></main></body>`, nil, []string{"900件", "区分ごとの件数"}, []string{"社長", "建物", "花子"}},
		{"links to other articles between paragraphs", `<body><main>` + article + `<p><a href="/2">架空塾で誤公開</a></p><p>関連記事：<a href="https://b.example/2">架空新聞社で流出</a></p>` +
			`<p>別紙：<a href="/x.pdf">対象の一覧</a></p><p>公式発表：<a href="https://b.example/1">架空物流の発表</a></p></main></body>`, nil, []string{"対象の一覧", "架空物流の発表"}, []string{"架空塾", "架空新聞社"}},
		{"articles to read next", `<body><article>` + article + `</article><article><h2><a href="/2">架空新聞社で流出</a></h2>` + rival + `</article><article><a href="/3"><h2>架空塾で誤公開</h2></a>` + rival + `</article></body>`,
			nil, []string{"2,345件"}, []string{"架空新聞社", "架空塾"}},
		{"a list of articles alone", `<body><article><h2><a href="/2">架空新聞社で流出</a></h2>` + rival + `</article><article><h2><a href="/3">架空塾で誤公開</a></h2>` + rival + `</article></body>`, nil, []string{"架空新聞社"}, nil},
		{"who wrote it", `<body><main>` + article + `<div><h2>この記事を書いた人</h2><p>記事を年に200本書く。</p></div></main></body>`, nil, []string{"2,345件"}, []string{"200本"}},
		{"the article in a class named pagination", `<body><main><div class="article-body pagination-first">` + article + `</div></main></body>`, nil, []string{"2,345件"}, nil},
		{"a box that opens with white space", `<body><div>` + strings.Repeat(" ", 400) + `<p>広告</p>` + article + `</div></body>`, nil, []string{"2,345件"}, nil},
		{"a form around the page", `<body><form><fieldset><legend>役に立ちましたか</legend><label><input type="radio">はい</label></fieldset>` + article + `</form></body>`, nil, []string{"2,345件"}, []string{"役に立", "はい"}},
		{"hidden text", `<body><main>` + article + `<p style="display:none">見えない件数は9,999件。</p><div hidden>隠れた一文。</div></main></body>`, nil, nil, []string{"9,999件", "隠れた"}},
		{"a whole page in a class named side", `<body class="has-side"><div class="side-open">` + article + `</div></body>`, nil, []string{"2,345件"}, nil},
		{"selectors", `<body><div id="t">別の見出しの文</div><div class="x"><p>選ばれた本文。</p></div>` + article + `<div class="x"><p>続きの本文。</p></div></body>`,
			&Source{Select: Selectors{Title: "#t", Body: "div.x"}}, []string{"別の見出しの文\n\n選ばれた本文。\n\n続きの本文。"}, []string{"2,345件"}},
		{"a selector that matches nothing", `<body>` + article + `</body>`, &Source{Select: Selectors{Body: "div.gone"}}, []string{"2,345件"}, nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			a, err := Parse(page("https://a.example/x", "text/html; charset=utf-8", []byte(`<!DOCTYPE html><html lang="ja"><head><title>架空物流で伝票データが流出</title></head>`+c.page+`</html>`)), c.src)
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range c.has {
				if !strings.Contains(a.Text, s) {
					t.Errorf("lacks %q", s)
				}
			}
			for _, s := range c.lacks {
				if strings.Contains(a.Text, s) {
					t.Errorf("holds %q", s)
				}
			}
			if t.Failed() {
				t.Log(a.Text)
			}
		})
	}
}

func TestHeadline(t *testing.T) {
	const body = "<p>架空物流は、配送伝票のデータが外部から閲覧できる状態にあったと発表した。</p>"
	cases := []struct{ name, head, body, want string }{
		{"site behind a bar", "<title>架空物流で伝票データが流出 | 架空ニュース</title>", body, "架空物流で伝票データが流出"},
		{"site by name behind a dash", `<meta property="og:site_name" content="架空ニュース"><title>架空物流で流出-架空ニュース</title>`, body, "架空物流で流出"},
		{"a dash of the headline's own", "<title>架空物流で流出 - 設定に不備：架空ニュース</title>", "<h1>架空物流で流出 - 設定に不備</h1>" + body, "架空物流で流出 - 設定に不備"},
		{"spacing as the heading shows it", `<meta property="og:title" content="架空物流で流出 2,345件">`, "<h1>架空物流で流出　2,345件</h1>" + body, "架空物流で流出　2,345件"},
		{"a logo as h1", "<title>架空物流で伝票データが流出 | 架空ニュース</title>", "<h1>架空ニュース</h1><h2>架空物流で伝票データが流出</h2>" + body, "架空物流で伝票データが流出"},
		{"a template's title", "<title>お知らせ</title>", "<h1>伝票データの流出に関するお詫び</h1>" + body, "伝票データの流出に関するお詫び"},
		{"ruby", "<title>架空市の発表</title>", "<h1><ruby>架空市<rt>かくうし</rt></ruby>の発表</h1>" + body, "架空市の発表"},
		{"none", "", body, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			a, err := ReadHTML([]byte("<!DOCTYPE html><html><head>"+c.head+"</head><body>"+c.body+"</body></html>"), "", "")
			if err != nil {
				t.Fatal(err)
			}
			if a.Title != c.want || strings.Count(a.Text, c.want) > 1 && c.want != "" {
				t.Errorf("got %q, want %q\n%s", a.Title, c.want, a.Text)
			}
		})
	}
}

func TestRender(t *testing.T) {
	cases := []struct{ name, in, want string }{
		{"wrapped source", "<p>個人\n  情報が API\n経由で</p>", "個人情報が API 経由で"},
		{"one br, two br", "一<br>二<br><br>三<br>\n<br>四", "一\n二\n\n三\n\n四"},
		{"nested lists", "<ul><li>甲<ul><li>乙</li></ul></li><li>丙</li></ul>後", "・甲\n・乙\n・丙\n\n後"},
		{"numbered", "<ol start=3><li>甲<li value=7>乙<li>丙</ol>", "3. 甲\n7. 乙\n8. 丙"},
		{"own bullets", "<ul><li>・甲</li><li>※乙</li><li>①丙</li></ul>", "・甲\n※乙\n①丙"},
		{"paragraphs in items", "<ol><li><p>甲</p><p>続き</p></li><li><p>乙</p></li></ol>", "1. 甲\n続き\n2. 乙"},
		{"empty item", "<ul><li> </li><li>甲</li></ul>", "・甲"},
		{"definitions", "<dl><dt>対象：</dt><dd>甲</dd><dd>乙</dd><dt>一<dt>二<dd>丙<dt>四<dd></dl>", "対象：甲\n対象：乙\n一／二：丙\n四"},
		{"list in a definition", "<dl><dt>項目</dt><dd><ul><li>氏名</li></ul></dd></dl>", "項目：\n・氏名"},
		{"table", "<table><caption>表</caption><thead><tr><th>日<th>数</thead><tr><td>1日<td>2<br>件<tr><td><td></table>", "表\n日\t数\n1日\t2 件"},
		{"lists in cells", "<table><tr><th>項目<td><ul><li>氏名<li>住所</ul><tr><th>数<td>2</table>", "項目\t氏名 住所\n数\t2"},
		{"layout table", "<table><tr><td><h2>題</h2><p>文</p></td><td><p>横</p></td></tr></table>", "題\n\n文\n\n横"},
		{"table in a cell", "<table><tr><td>上<table><tr><th>甲<td>乙</table></td></tr></table>", "上\n\n甲\t乙"},
		{"pre", "<pre>一\n 二\n\n三</pre>", "一\n二\n三"},
		{"no text", "<script>x</script><style>y</style><!--z--><button>押す</button><svg><text>s</text></svg>", ""},
		{"invisible characters", "個\u200b人\u00ad情\ufeff報&nbsp;&nbsp;件", "個人情報 件"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			doc := parseBody(t, c.in)
			if got := render(doc, nil); got != c.want {
				t.Errorf("got\n%q, want\n%q", got, c.want)
			}
		})
	}
}

func TestIsHTML(t *testing.T) {
	for text, want := range map[string]bool{
		"<!DOCTYPE html>\n<html>":                           true,
		"\xef\xbb\xbf  <HTML lang=ja>":                      true,
		"<?xml version=\"1.0\"?>\n<!-- x -->\n<html >":      true,
		"<p>架空商店は発表した。</p>":                                 true,
		"前文<br>\n架空商店は<b>発表</b>した。<p>一</p><p>二</p><p>三</p>": true,
		"架空商店は2025年7月11日に発表した。":                             false,
		"フォームの<br>という文字が表示された。a < b > c":                    false,
		"": false,
		"<?xml version=\"1.0\"?><rss version=\"2.0\"><channel></channel></rss>": false,
		"<架空商店>が発表した。":                                                          false,
	} {
		if got := IsHTML([]byte(text)); got != want {
			t.Errorf("%q: got %v", text, got)
		}
	}
	sjis, err := os.ReadFile("testdata/pages/trade_sjis.html")
	if err != nil || !IsHTML(sjis) {
		t.Error("a Shift_JIS page is not seen", err)
	}
}

// TestColumn gives column the choice that readability makes of two columns without names.
func TestColumn(t *testing.T) {
	const link = `<p><a href="/1">架空新聞社で読者の情報が流出、委託先に不正アクセス</a></p>`
	for name, c := range map[string]struct{ page, want string }{
		"links beside":          {`<div id="both"><div id="text"><p>` + strings.Repeat("本文。", 50) + `</p></div><div>` + link + `<p>短い要約。</p></div></div>`, "text"},
		"text beside":           {`<div id="both"><div id="text"><p>` + strings.Repeat("本文。", 50) + `</p></div><div><p>続きの段落はリンクを持たない。</p></div></div>`, "both"},
		"nothing beside":        {`<div id="both"><div id="text"><p>` + strings.Repeat("本文。", 50) + `</p></div></div>`, "both"},
		"two halves":            {`<div id="both"><div><p>` + strings.Repeat("前半。", 50) + `</p></div><div><p>` + strings.Repeat("後半。", 50) + `</p></div></div>`, "both"},
		"columns deep in boxes": {`<div id="both"><div><div><div id="text"><p>` + strings.Repeat("本文。", 50) + `</p></div><div>` + link + `</div></div></div></div>`, "text"},
	} {
		t.Run(name, func(t *testing.T) {
			body := parseBody(t, c.page)[0]
			weight, size := map[*html.Node]int{}, measure(body, nil)
			for n := range body.Descendants() {
				weight[n] = size[n].text
			}
			if got := column(body.FirstChild, weight, size); attr(got, "id") != c.want {
				t.Errorf("got %s, want %s", attr(got, "id"), c.want)
			}
		})
	}
}
