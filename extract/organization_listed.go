package extract

import (
	"slices"
	"strings"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// between is the one name between two others of an enumeration, lastOf the one that ends it
// where it is counted: 吉野中央病院、みどり苑、はるか医院の3施設.
var (
	between = pattern.New(`^(?:\([^()]{1,16}\))?[、・]([^\s、。「」『』()はがをにへで0-9][^\s、。「」『』()はがを]{1,15})(?:\([^()]{1,16}\))?[、・]$`)
	lastOf  = pattern.New(`^(?:\([^()]{1,16}\))?[、・]([^\s、。「」『』()はがをにへで0-9][^\s、。「」『』()はがを]{1,15}?)(?:\)|(?:など|等)?の?(?:計|合わせて)?(?:[2-9]|[1-9][0-9]|[二三四五六七八九十])(?:施設|校|園|社|団体|法人|病院|医院|組合|農協|市町村?|町村|自治体|店舗?|館|者|大学|機関))`)
)

// listedNames finds the members of an enumeration of bodies that only their place in it gives
// away, next to found ones.
func (d *document) listedNames(found []orgMention, s sentence) []orgMention {
	var out []orgMention
	add := func(from int, loc []int, kind orgKind) {
		if loc == nil {
			return
		}
		i, j := from+loc[2], from+loc[3]
		name := d.s[i:j]
		if !nameLike(name) || !plausiblePlaced(name) || kindAtEnd.MatchString(name) || noMember.MatchString(name) {
			return
		}
		out = append(out, orgMention{start: i, end: j, kind: kind, rule: "org/enumerated", context: j})
	}
	for k, m := range found {
		if k+1 < len(found) && found[k+1].start > m.end {
			add(m.end, between.FindStringSubmatchIndex(d.s[m.end:found[k+1].start]), m.kind)
			if !startsWithDigit(d.s[found[k+1].start:]) {
				continue // not the word that counts them
			}
		}
		if rest := d.s[m.end:s.end]; strings.HasPrefix(rest, "、") || strings.HasPrefix(rest, "・") || strings.HasPrefix(rest, "(") {
			add(m.end, lastOf.FindStringSubmatchIndex(firstRunes(rest, 50)), m.kind)
		}
	}
	return out
}

// longestEnumeration is of how many characters the members of an enumeration are looked for.
const longestEnumeration = 400

// countedMembers finds the members of an enumeration that ends with their number, where at least one of
// them is found: コトリ文具(約1,600人)、カモメ堂、ツグミ産業など12社.
func (d *document) countedMembers(found []orgMention, s sentence) []orgMention {
	var out []orgMention
	text := d.s[s.start:s.end]
	for _, loc := range listTail.FindAllStringIndex(text, 4) {
		near := lastRunes(text[:loc[0]], longestEnumeration)
		cells := strings.FieldsFunc(near, func(r rune) bool { return r == '、' || r == '・' })
		if len(near) < loc[0] && len(cells) > 0 {
			cells = cells[1:] // cut in two
		}
		var members []orgMention
		known := 0
		for i, end := len(cells)-1, loc[0]; i >= 0; i-- {
			at := strings.LastIndex(text[:end], cells[i])
			m := memberCell.FindStringSubmatchIndex(cells[i])
			if m == nil {
				break
			}
			members = append(members, orgMention{start: s.start + at + m[2], end: s.start + at + m[3], rule: "org/enumerated", context: s.start + at + m[3]})
			if slices.ContainsFunc(found, func(f orgMention) bool {
				return f.start >= s.start+at+m[2] && f.end <= s.start+at+m[3]
			}) {
				known++
			}
			if m[2] > 0 {
				break // the words in front of the first
			}
			end = at
		}
		if len(members) < 3 || known == 0 {
			continue
		}
		for _, m := range members {
			name := d.s[m.start:m.end]
			if nameLike(name) && plausiblePlaced(name) && !kindAtEnd.MatchString(name) && !noMember.MatchString(name) &&
				!slices.ContainsFunc(found, func(f orgMention) bool { return f.start < m.end && m.start < f.end }) {
				out = append(out, m)
			}
		}
	}
	return out
}

var (
	// listTail counts the members of the enumeration in front of it.
	listTail = pattern.New(`(?:など|等)?の?(?:計|合わせて|あわせて)?約?(?:[3-9]|[1-9][0-9]{1,3})(?:の)?(?:社|組織|団体|法人|施設|校|園|病院|機関|自治体)`)
	// memberCell is a name between the marks of an enumeration, behind other words where it is the first.
	memberCell = pattern.New(`^(?:.*[はがをにへで\s「])??([^\s「」『』()はがをにへで]{2,16})\s?(?:\([^()]{1,20}\)?)?$`)
)

// noMember are words between bodies that name none.
var noMember = pattern.New(`(?:氏名|住所|電話|生年月日|メール|情報|データ|職員|社員|従業員|社長|知事|市長|町長|部|課|局|室|所属|役職|担当|など|ほか|および|及び|同日|翌日|[0-9])|[報版]$|[るたて]$`)
