package extract

import (
	"slices"
	"strings"
	"unicode/utf8"
)

var nameMarks = strings.NewReplacer(" ", "", "「", "", "」", "", "『", "", "』", "", "\n", "", "\t", "")

// coreName is a name without legal form, spaces and quotes.
func coreName(s string) string {
	s = nameMarks.Replace(s)
	for again := true; again; {
		again = false
		for _, f := range words.legal {
			if t := strings.TrimPrefix(s, f); t != s && t != "" {
				s, again = t, true
			}
			if t := strings.TrimSuffix(s, f); t != s && t != "" {
				s, again = t, true
			}
		}
		for _, f := range words.tight {
			if t := strings.TrimSuffix(s, f); t != s && utf8.RuneCountInString(t) > 2 {
				s, again = strings.TrimRight(t, ",."), true
			}
		}
	}
	return s
}

// mergeAliases joins parties that are one body under two names.
func (d *document) mergeAliases(parties []*party) []*party {
	var out []*party
	for _, p := range parties {
		k := slices.IndexFunc(out, func(q *party) bool { return d.sameBody(q, p) })
		if k < 0 {
			out = append(out, p)
			continue
		}
		q := out[k]
		if q.kind == otherOrg {
			q.kind = p.kind
		}
		if len(p.core) > len(q.core) {
			q.core = p.core
		}
		q.mentions = append(q.mentions, p.mentions...)
		q.breached += p.breached
		q.affected += p.affected
		q.bystander += p.bystander
		q.contractor = q.contractor || p.contractor
		q.client = q.client || p.client
		q.reporter = q.reporter || p.reporter
		q.watcher = q.watcher || p.watcher
		q.impersonated = q.impersonated || p.impersonated
		q.answer = q.answer || p.answer
		q.looked = q.looked || p.looked
		q.level = max(q.level, p.level)
		q.hits += p.hits
		q.beside = q.beside || p.beside
		q.publisher = q.publisher || p.publisher
	}
	return out
}

func (d *document) sameBody(a, b *party) bool {
	short, long := a, b
	if len(short.core) > len(long.core) {
		short, long = b, a
	}
	s, l := short.core, long.core
	switch {
	case inFull(s) == inFull(l):
		return true
	case strings.HasSuffix(l, s) && isPrefecture(strings.TrimSuffix(l, s)):
		return true
	case anySuffix(s, "大学", "大") && strings.HasSuffix(l, s) && !anySuffix(strings.TrimSuffix(l, s), "立", "学園", "学院"):
		return false // 北葦原大学 is not 葦原大学
	case strings.ReplaceAll(s, "教委", "教育委員会") == strings.ReplaceAll(l, "教委", "教育委員会"):
		return true
	case strings.HasSuffix(strings.ReplaceAll(l, "教委", "教育委員会"), strings.ReplaceAll(s, "教委", "教育委員会")) && utf8.RuneCountInString(s) >= 3 && (long.kind == association || long.kind == school || long.kind == hospital) && short.kind == long.kind:
		return true
	case strings.HasPrefix(l, s):
		rest := strings.TrimPrefix(l, s)
		if rest == "学" || rest == "行" || rest == "社" || rest == "グループ" {
			return true
		}
		return d.onlyInTitle(short) && utf8.RuneCountInString(s) >= 2
	case strings.HasSuffix(l, s) && utf8.RuneCountInString(s) >= 3 && (short.kind == long.kind || short.kind == otherOrg) && (long.kind == hospital || long.kind == school || long.kind == association):
		return true
	case strings.HasSuffix(l, s) && utf8.RuneCountInString(s) >= 3 && isLatin(strings.TrimSuffix(l, s)):
		return true // NXアシハラ, アシハラ
	case isAbbreviation(s, l):
		return true
	}
	return d.introduced(long, s)
}

// inFull is a name with the initials of a holding company written out.
func inFull(s string) string {
	if head, ok := strings.CutSuffix(s, "HD"); ok {
		return head + "ホールディングス"
	}
	if head, ok := strings.CutSuffix(s, "FG"); ok {
		return head + "フィナンシャルグループ"
	}
	return s
}

// introduced says that the text gives s as another name: X(以下「s」といいます), X(s).
func (d *document) introduced(p *party, s string) bool {
	for _, m := range p.mentions {
		after := firstRunes(d.s[m.end:], 60)
		if !strings.HasPrefix(after, "(") {
			continue
		}
		in, _, _ := strings.Cut(after, ")")
		if strings.Contains(in, "「"+s+"」") || strings.HasPrefix(strings.TrimLeft(in[1:], "以下、: "), s) && utf8.RuneCountInString(s) >= 2 {
			return true
		}
	}
	return false
}

func (d *document) onlyInTitle(p *party) bool {
	for _, m := range p.mentions {
		if d.lines[m.line].zone != title {
			return false
		}
	}
	return true
}

func isPrefecture(s string) bool {
	known := places()
	v, end, ok := known.longest(s, 0)
	return ok && end == len(s) && known.list[v].prefecture == "" || strings.HasSuffix(s, "県") && placeLike.MatchString(s)
}

// isAbbreviation says that s is how the press shortens l: kanji of l in their order,
// the first one kept (日航, 関電).
func isAbbreviation(s, l string) bool {
	sr, lr := []rune(s), []rune(l)
	if len(sr) < 2 || len(sr) > 3 || len(lr) < 4 || len(lr) > 8 || sr[0] != lr[0] {
		return false
	}
	k := 0
	for _, r := range lr {
		if r < 0x4e00 || r > 0x9fff {
			return false
		}
		if k < len(sr) && r == sr[k] {
			k++
		}
	}
	return k == len(sr) && !strings.HasPrefix(l, s)
}
