package pattern

// groupsOf is the places of the match s[start:end] and of its groups, as pairs of offsets,
// -1 for groups that take no part in it. Ways to match are tried in the order of
// preference, none twice from the same place, so that the work is bounded by the length
// of program and match.
func (p *program) groupsOf(s string, start, end int) []int {
	groups := make([]int, 2+2*p.groups)
	for i := range groups {
		groups[i] = -1
	}
	tried := make([]uint64, len(p.insts)*(end-start+1)/64+1)
	todo := []attempt{{pc: p.start, at: start}}
	for len(todo) > 0 {
		next := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if next.undo {
			groups[next.pc] = next.at
			continue
		}
		pc, i, going := next.pc, next.at, true
		for going {
			n := int(pc)*(end-start+1) + i - start
			if tried[n/64]>>(n%64)&1 != 0 {
				break
			}
			tried[n/64] |= 1 << (n % 64)
			in := &p.insts[pc]
			pc = in.out
			switch in.op {
			case opMatch:
				groups[0], groups[1] = start, i
				return groups
			case opFail:
				going = false
			case opSplit:
				todo = append(todo, attempt{pc: in.arg, at: i})
			case opGroup:
				todo = append(todo, attempt{pc: in.arg, at: groups[in.arg], undo: true})
				groups[in.arg] = i
			case opBefore:
				going = i == 0
			case opBehind:
				going = i == len(s)
			case opClass, opSet, opTable:
				if going = i < end; !going {
					break
				}
				r, w := decode(s, i)
				i += w
				switch c := p.classes.find(r); in.op {
				case opClass:
					going = in.arg == uint32(c)
				case opSet:
					going = p.sets[in.arg][c]
				case opTable:
					outs := p.tables[in.arg].outs(c)
					if going = len(outs) > 0; going {
						pc = outs[0]
					}
					for k := len(outs) - 1; k > 0; k-- {
						todo = append(todo, attempt{pc: outs[k], at: i})
					}
				}
			}
		}
	}
	return nil
}

// An attempt goes on with instruction pc at byte at of the text, or undoes what one has
// done to the bound pc of a group, which was at before.
type attempt struct {
	pc   uint32
	at   int
	undo bool
}
