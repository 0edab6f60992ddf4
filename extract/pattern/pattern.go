// Package pattern is package regexp for rules: many patterns, asked of many short texts
// that most of them do not match. Syntax and answers are those of package regexp.
//
// A pattern is compiled when it is first asked (program.go). It is then run as a
// deterministic automaton whose states are made as texts call for them (automaton.go):
// one step for each character, whatever the pattern holds, where package regexp takes
// hundreds of times as long. Groups are looked for in what is known to match (groups.go).
package pattern

import (
	"regexp"
	"regexp/syntax"
	"strings"
	"sync"
	"sync/atomic"
	"unicode/utf8"
)

// A Pattern is a compiled regular expression, compiled on first use. It is safe for
// concurrent use. Its methods are as those of regexp.Regexp.
type Pattern struct {
	expr   string
	tree   func() *syntax.Regexp // expr, parsed once
	filter lazy[filter]
	// rough tells most texts without a match: it lifts the bounds of repetitions, which
	// would multiply its states. forward finds where the leftmost match ends, and is rough
	// itself where there are no such bounds; backward finds where it starts, grouped its
	// groups. std is for what they cannot do.
	automata [modes]lazy[automaton]
	grouped  lazy[program]
	std      lazy[regexp.Regexp]
	set      *Set       // the last one that it was put into,
	place    int        // and where there
	mu       sync.Mutex // for what is made on first use
}

// New makes a pattern of an expression in the syntax of package regexp. A wrong
// expression panics on first use.
func New(expr string) *Pattern {
	return &Pattern{expr: expr, tree: sync.OnceValue(func() *syntax.Regexp { return parse(expr) })}
}

// A lazy value is made when it is first asked for.
type lazy[T any] struct{ atomic.Pointer[T] }

func (l *lazy[T]) get(p *Pattern, from func(tree *syntax.Regexp) *T) *T {
	if v := l.Load(); v != nil {
		return v
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if l.Load() == nil {
		l.Store(from(p.tree()))
	}
	return l.Load()
}

func (p *Pattern) String() string { return p.expr }

func (p *Pattern) run(how mode) *automaton {
	if how == forward {
		if r := p.run(rough); !r.inexact {
			return r
		}
	}
	return p.automata[how].get(p, func(tree *syntax.Regexp) *automaton { return newAutomaton(compile(tree, how)) })
}

// regexp is the pattern of package regexp.
func (p *Pattern) regexp() *regexp.Regexp {
	return p.std.get(p, func(*syntax.Regexp) *regexp.Regexp { return regexp.MustCompile(p.expr) })
}

// may says that s may hold a match: most texts are told here that do not.
func (p *Pattern) may(s string) bool { return p.filter.get(p, newFilter).passes(s) }

// foreign says that only package regexp can run the pattern.
func (p *Pattern) foreign() bool { return p.run(rough).foreign }

// MatchString reports whether s contains a match.
func (p *Pattern) MatchString(s string) bool {
	return p.may(s) && p.matches(s)
}

// matches is MatchString of what may hold a match.
func (p *Pattern) matches(s string) bool {
	r := p.run(rough)
	if r.foreign {
		return p.regexp().MatchString(s)
	}
	_, ok := r.end(s, 0, true)
	if ok && r.inexact {
		_, ok = p.run(forward).end(s, 0, true)
	}
	return ok
}

// find is the leftmost match in s that starts at byte i or behind.
func (p *Pattern) find(s string, i int) (start, end int, ok bool) {
	r, f := p.run(rough), p.run(forward)
	if ok = r == f; !ok {
		_, ok = r.end(s, i, true)
	}
	if ok {
		end, ok = f.end(s, i, false)
	}
	if !ok {
		return 0, 0, false
	}
	return p.run(backward).start(s, i, end), end, true
}

// FindStringIndex is the place of the leftmost match in s, nil if there is none.
func (p *Pattern) FindStringIndex(s string) []int {
	if !p.may(s) {
		return nil
	}
	if p.foreign() {
		return p.regexp().FindStringIndex(s)
	}
	start, end, ok := p.find(s, 0)
	if !ok {
		return nil
	}
	return []int{start, end}
}

// FindString is the text of the leftmost match in s, "" if there is none.
func (p *Pattern) FindString(s string) string {
	loc := p.FindStringIndex(s)
	if loc == nil {
		return ""
	}
	return s[loc[0]:loc[1]]
}

// FindAllStringIndex is the places of the first n matches in s, of all if n < 0.
func (p *Pattern) FindAllStringIndex(s string, n int) [][]int {
	if !p.may(s) {
		return nil
	}
	return p.findAll(s, n)
}

func (p *Pattern) findAll(s string, n int) [][]int {
	if p.foreign() {
		return p.regexp().FindAllStringIndex(s, n)
	}
	var out [][]int
	last := -1 // where the match before ended
	for i := 0; i <= len(s) && (n < 0 || len(out) < n); {
		start, end, ok := p.find(s, i)
		if !ok {
			break
		}
		// An empty match right behind another one does not count.
		if end > i || start != last {
			out = append(out, []int{start, end})
		}
		last = end
		if end > i {
			i = end
		} else if _, w := utf8.DecodeRuneInString(s[i:]); w > 0 {
			i += w
		} else {
			break
		}
	}
	return out
}

// FindStringSubmatch is the text of the leftmost match in s and of its groups, nil if
// there is none.
func (p *Pattern) FindStringSubmatch(s string) []string {
	loc := p.FindStringSubmatchIndex(s)
	if loc == nil {
		return nil
	}
	groups := make([]string, len(loc)/2)
	for i := range groups {
		if loc[2*i] >= 0 {
			groups[i] = s[loc[2*i]:loc[2*i+1]]
		}
	}
	return groups
}

// FindStringSubmatchIndex is the places of the leftmost match in s and of its groups,
// nil if there is none.
func (p *Pattern) FindStringSubmatchIndex(s string) []int {
	if !p.may(s) {
		return nil
	}
	if p.foreign() {
		return p.regexp().FindStringSubmatchIndex(s)
	}
	start, end, ok := p.find(s, 0)
	if !ok {
		return nil
	}
	return p.groups(s, start, end)
}

// groups is the places of the match s[start:end] and of its groups.
func (p *Pattern) groups(s string, start, end int) []int {
	return p.grouped.get(p, func(tree *syntax.Regexp) *program { return compile(tree, grouped) }).groupsOf(s, start, end)
}

// FindAllStringSubmatchIndex is the places of the first n matches in s, of all if
// n < 0, and of their groups.
func (p *Pattern) FindAllStringSubmatchIndex(s string, n int) [][]int {
	if !p.may(s) {
		return nil
	}
	if p.foreign() {
		return p.regexp().FindAllStringSubmatchIndex(s, n)
	}
	out := p.FindAllStringIndex(s, n)
	for i, loc := range out {
		out[i] = p.groups(s, loc[0], loc[1])
	}
	return out
}

// ReplaceAllString replaces the matches in s by another text, as it stands: in it, $1 is
// no group.
func (p *Pattern) ReplaceAllString(s, with string) string {
	places := p.FindAllStringIndex(s, -1)
	if places == nil {
		return s
	}
	var out strings.Builder
	i := 0
	for _, loc := range places {
		out.WriteString(s[i:loc[0]])
		out.WriteString(with)
		i = loc[1]
	}
	out.WriteString(s[i:])
	return out.String()
}
