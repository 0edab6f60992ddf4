package crawler

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// ErrNoText is wrapped by Parse's error for a page without any text to read.
var ErrNoText = errors.New("no text in it")

// Parse reads a page as an article. src may be nil; its Select and Charset override what is found.
// The error wraps ErrBinary for a picture or a PDF that cannot be read, ErrNoText for a page without
// text, and ErrMojibake for one whose text is garbled.
func Parse(page Page, src *Source) (Article, error) {
	if isPDF(page.Body) {
		return parsePDF(page)
	}
	label := page.Header.Get("Content-Type")
	if src != nil && src.Charset != "" {
		return parseHTML(page, src, forced(page.Body, src.Charset))
	}
	text, charset, err := Decode(page.Body, label)
	if err != nil {
		return Article{}, fmt.Errorf("crawler: parse %s: %w", page.name(), err)
	}
	return parseHTML(page, src, decoded{text, charset})
}

// decoded is a body as text and the encoding that it was in.
type decoded struct{ text, charset string }

func parseHTML(page Page, src *Source, body decoded) (Article, error) {
	doc, err := html.Parse(strings.NewReader(body.text))
	if err != nil {
		return Article{}, fmt.Errorf("crawler: parse %s: %w", page.name(), err)
	}
	at, err := url.Parse(page.FinalURL)
	if err != nil || page.FinalURL == "" {
		at = &url.URL{}
	}
	a := Article{URL: page.URL, CanonicalURL: page.FinalURL, Charset: body.charset}
	m := readMeta(doc)
	a.Site = m.site()
	if u := normalizeURL(at, m.canonical); u != "" {
		a.CanonicalURL = u
	}
	a.Address = ownAddress(at, a.CanonicalURL)
	a.Transient = noStore(m.values["robots"]) || noStore(m.values[product]) || noStoreHeader(page.Header)
	base := at
	if n := first(doc, atom.Base); n != nil {
		if b, err := at.Parse(attr(n, "href")); err == nil {
			base = b
		}
	}
	nodes, skip, related := content(doc, src, at)
	a.Title = m.headlineOf(doc, skip)
	if src != nil && src.Select.Title != "" {
		for _, n := range selectNodes(doc, src.Select.Title) {
			if t := oneLine(n, skip); t != "" {
				a.Title = t
				break
			}
		}
	}
	words := tidy(render(nodes, trim(nodes, skip, at)), a.Title)
	if words == "" {
		return Article{}, fmt.Errorf("crawler: parse %s: %w", page.name(), ErrNoText)
	}
	if err := garbled(words); err != nil {
		return Article{}, fmt.Errorf("crawler: parse %s: %w", page.name(), err)
	}
	a.Text = words
	if a.Title != "" {
		a.Text = a.Title + "\n\n" + words
	}
	whole := render([]*html.Node{doc}, skip)
	a.Published, a.Updated = m.days(doc, skip, src, dateLines(words, whole), at, page.FetchedAt)
	a.Links = links(nodes, related, skip, base)
	return a, nil
}

// ReadHTML reads HTML that did not come through Run, as a file or a paste. contentType and at, the
// page's URL, may be "".
func ReadHTML(body []byte, contentType, at string) (Article, error) {
	page := Page{URL: at, FinalURL: at, Body: body, Status: 200, Header: map[string][]string{"Content-Type": {contentType}}}
	return Parse(page, nil)
}

var (
	reDocument = lazily(`(?i)^\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?s:.*?)-->\s*)*<(?:!doctype\s+html|html|head|body)[\s>]`)
	reElement  = lazily(`(?i)</(?:p|div|h[1-6]|ul|ol|li|table|td|dl|article|section|span|a|body)\s*>|<br\s*/?>`)
)

// IsHTML reports whether body is HTML rather than plain text: it opens as a document does, or has
// several closing tags. A text that merely mentions a tag is not HTML.
func IsHTML(body []byte) bool {
	head := body[:min(len(body), 64<<10)]
	if text, _, err := Decode(head, ""); err == nil {
		head = []byte(strings.TrimPrefix(text, "\uFEFF"))
	}
	if reDocument().Match(head) {
		return true
	}
	trimmed := strings.TrimSpace(string(head))
	found := len(reElement().FindAllIndex(head, 4))
	return strings.HasPrefix(trimmed, "<") && found >= 1 || found >= 4
}

// reJunkLine matches whole lines that are buttons, not sentences.
var reJunkLine = lazily(`(?i)^(?:シェア(?:する)?|ツイート(?:する)?|ポスト(?:する)?|はてなブックマーク|はてブ|B!|LINE(?:で送る)?|LINEで送る|Facebook|Twitter|X|Pocket|` +
	`Tweet|Share|RSS|印刷(?:する)?|このページを印刷(?:する)?|本文へ(?:移動|スキップ)?|(?:ページの?)?(?:先頭|トップ)へ?(?:戻る)?|前の記事(?:へ)?|次の記事(?:へ)?|` +
	`(?:記事)?一覧(?:へ|に)(?:戻る|もどる)?|(?:前の(?:ページ|画面)[へに])?(?:戻る|もどる)|続きを読む|もっと(?:見る|読む)|URLをコピー(?:する)?|リンクをコピー(?:する)?|PR|AD|Advert(?:isement)?|広告|スポンサーリンク|` +
	`(?:この記事を)?(?:シェア|共有)(?:する|しよう)?|いいね!?|目次|閉じる|開く|印刷用ページ|・|[|｜/／>＞»«・\-–—]+)$`)

// reFurniture matches lines that templates set around an article: the path to the page, adverts,
// copyright, and what municipal sites ask of their readers.
var reFurniture = lazily(`(?i)^(?:(?:トップ(?:ページ)?|ホーム|home|top)\s*[>＞›»/].*|現在(?:の位置|地)\s*[:：].*|` +
	`[\[［【(（]?(?:PR|AD|広告)[\]］】)）:：].*|PDF形式のファイルを.*|(?:Adobe|Acrobat).{0,30}Reader.*|` +
	`(?:©|copyright|\(c\)\s*(?:19|20)\d\d).*|.*all rights reserved.*|.*無断転載.{0,20}|` +
	`より?(?:良|よ)い(?:ウェブサイト|ホームページ)にするため.*|このページの(?:情報|内容)は.*(?:でしたか|ましたか)[?？。]?|[1-3１-３][:：]?\s?(?:役に立.*|ふつう|普通))$`)

// tidy takes buttons, copyright lines and the repeated title out of rendered lines.
func tidy(body, title string) string {
	lines := strings.Split(body, "\n")
	kept := lines[:0]
	seen := 0
	for _, l := range lines {
		if l != "" {
			seen++
			heading := seen <= 6 && title != "" && loose(l) == loose(title)
			if short := len(l) < 400; heading || short && (reJunkLine().MatchString(l) || reFurniture().MatchString(l)) {
				continue
			}
		}
		if l == "" && (len(kept) == 0 || kept[len(kept)-1] == "") {
			continue
		}
		kept = append(kept, l)
	}
	return strings.TrimSpace(strings.Join(kept, "\n"))
}

// dateLines picks the lines in which a page dates itself: the article's first and last ones, then
// the rest of the page, where municipal sites keep the day. The middle of an article dates events.
func dateLines(body, whole string) []string {
	const top, end, rest = 12, 6, 200
	own := strings.Split(body, "\n")
	inBody := map[string]bool{}
	for _, l := range own {
		inBody[l] = true
	}
	lines := own
	if len(own) > top+end {
		lines = append(append([]string(nil), own[:top]...), own[len(own)-end:]...)
	}
	for _, l := range strings.Split(whole, "\n") {
		if !inBody[l] && len(lines) < top+end+rest {
			lines = append(lines, l)
		}
	}
	return lines
}

// maxLinks is far above what an article has and keeps a hostile page from filling memory.
const maxLinks = 500

// links lists the web addresses of the main text and then those of the lists of related links.
func links(nodes, related []*html.Node, skip map[*html.Node]bool, base *url.URL) []Link {
	var out []Link
	seen := map[string]bool{}
	for i, root := range slices.Concat(nodes, related) {
		for n := range root.Descendants() {
			if n.DataAtom != atom.A || len(out) >= maxLinks || i < len(nodes) && inSkip(n, skip) {
				continue
			}
			if u := normalizeURL(base, attr(n, "href")); u != "" && !seen[u] {
				seen[u] = true
				out = append(out, Link{URL: u, Text: oneLine(n, nil), Primary: primaryContext(n)})
			}
		}
	}
	return out
}

// noStore reports whether directives for robots forbid to keep the page itself.
func noStore(directives string) bool {
	for _, d := range strings.Split(strings.ToLower(directives), ",") {
		switch strings.TrimSpace(d) {
		case "noindex", "noarchive", "none":
			return true
		}
	}
	return false
}

// noStoreHeader reads X-Robots-Tag: directives for all, or for a product that is named before them.
func noStoreHeader(h http.Header) bool {
	for _, line := range h.Values("X-Robots-Tag") {
		agent, directives, named := strings.Cut(line, ":")
		// "unavailable_after: DATE" is a directive of its own.
		if named && !strings.Contains(agent, ",") && !strings.EqualFold(strings.TrimSpace(agent), "unavailable_after") {
			if strings.EqualFold(strings.TrimSpace(agent), product) && noStore(directives) {
				return true
			}
		} else if noStore(line) {
			return true
		}
	}
	return false
}
