package extract

import (
	"slices"
	"strings"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

var (
	// priorBefore stands right before a count that was told earlier.
	priorBefore = pattern.New(`(最初|はじめ|初め|前回|先)の(お知らせ|発表|公表|報告|説明)(で|に)は、?[「『]?(約|最大で?)*$|(公表|発表|報告|説明|お知らせ|明らかに|公に|開示|公開)(いた)?し(てい|ており)?(まし)?た((人|件)?数は)?[「『]?(約|最大で?)*$|(先に|さきに|当初|最初に|初めに|はじめに|いったん|一度|[0-9]日に|[0-9]月に|先月末?に)[^。、]{0,6}(示し|伝え|挙げ|届け出|報じられ|見積もっ|認め)(て(い|お))?(まし|り)?た((人|件)?数は)?[「『]?(約|最大で?)*$`)
	// priorAfter stands behind one.
	priorAfter = pattern.New(`^(分|様)?((が|の)?(対象|漏え?い|漏洩|流出|被害))?[」』)]?(と|に)(し|され|見込|見られ|みられ|発表し|公表し|説明し|報告し|お知らせ(いた)?し|聞き|聞い|書き|書い|記し|申し上げ|(ご)?案内し)(て(い|お)(た|り|まし)|ており|ましたが|たが|た(人数|件数|数)は)|^[」』)]?と[^。、]{0,10}(見込みを出し|見積もっ|説明し|発表し|公表し|報告し)て(いた|いました|おりました)|^[」』)]?と(伝え|お伝えし|ご説明し|見積もっ|報じられ|伝えられ|推計し|推定し|試算し|数え|認識し|聞かされ)て?(い|お)(た|り|まし)|^[」』)]?と(書い|報じ|伝え|記し)た(新聞|記事|社|媒体|報道|一部|メディア)|^[」』)]?と見込んで(い|お)|^[」』)]?(を|より)(大幅に|大きく|わずかに|やや)?(下回|上回)|^[」』)]?と[見み]て(いた|いました|おりました)|^だったのが|^[」』)]?だった(が|ところ|ものの|けれど)[^。]{0,40}(増え|増や|膨ら|膨れ|拡大|広が|訂正|修正|改め|上積み|減っ|減り|縮小|直し)|^[^。、]{0,24}と([^。、]{0,14}(公表し|発表し|お知らせし|説明し|報告し|聞い)|し)(て(い|お)[^。、]{0,5}|まし)たが、|^[」』)]?(と|に)なって(いた|いました|おりました)(が|けれど|ものの)|^[」』)]?との(報告|説明|発表|連絡)[^。、]{0,8}が|^[」』)]?から[^。]{0,20}(増|減|拡大|膨ら|訂正|修正|改め|倍)|^[」』)]?を[^。]{0,10}(訂正|修正)|^ *→`)
	// firstReport names the first report on the line of a timeline.
	firstReport = pattern.New(`(第一報|第1報|初報|速報値|速報で(は)?)[^0-9後]*$`)
	// thenSaid stands before a count that held at a time gone by.
	thenSaid = pattern.New(`((この|その|発表|公表)(した)?時点|段階では|(この|その|当)(時|折|際|日|頃|ころ)の[^。、]{0,6}では|(最初|当初|初回|先月|先週|前日)の[^。、]{0,6}(では|には))[^。]{0,20}$`)
	// corrected stands behind the count that took the place of another.
	corrected = pattern.New(`^[」』)]?(分|様)?(だ|だった)?(に|へ|と)(改め|訂正|修正|変更|直し|直され)`)
	// outgrew stands behind a count that took the place of the one told right before it.
	outgrew = pattern.New(`^[」』)]?(分|様)?(だ|だった)?(に|へ|と|まで)(まで)?も?(改め|訂正|修正|変更|更新|増え|増加|増や|膨ら|膨れ|ふくら|ふくれ|拡大|広が|引き上げ|引き下げ|減っ|減少|縮小|直[しさ]|跳ね上が|積み上が)`)
	// claimed stands behind a count that was told as the total at some time.
	claimed = pattern.New(`^[」』)]?(分|様)?(に(拡大|増|膨ら)|としてい(た|まし))`)
	// priorTold and thereafter tell a count in one sentence and its end in the next.
	priorTold  = pattern.New(`^[」』)]?と(お知らせ|公表|発表|報告|ご報告)(いた)?し(まし)?た。?$`)
	thereafter = pattern.New(`^(その後|しかし|今回|このたび|この度|調査の結果|追加)`)
	// unmerged figures count persons more than once.
	unmerged = pattern.New(`名寄せ前|重複[をも]?含`)
	// repeated persons are counted in one figure and not in another.
	repeated = pattern.New(`重複|重なり|ダブり|名寄せ|実人数|実数|延べ|のべ`)
)

// readTimes reads which figures are told as gone by and which as taking their place.
func (cs *countStory) readTimes() {
	for i := range cs.figures {
		cs.figures[i].superseded = cs.superseded(&cs.figures[i])
	}
	cs.outgrown()
	for i := range cs.figures {
		f := &cs.figures[i]
		f.claimed = cs.anyPlace(f, func(p *placedCount) bool { return claimed.MatchString(p.tail) })
		f.corrected = cs.anyPlace(f, func(p *placedCount) bool { return corrected.MatchString(p.tail) })
		f.deduped = f.tie&tieUnique != 0 || cs.anyPlace(f, func(p *placedCount) bool { return repeated.MatchString(p.head) })
	}
}

// outgrown finds the figures whose place the next one of their unit took, in the same
// sentence, the next one, or the next line of a timeline: 300人とされた。3日後、420人に増えた.
func (cs *countStory) outgrown() {
	last := map[string]int{} // place of each unit, from 1
	for i := range cs.placed {
		b := &cs.placed[i]
		k := last[b.unit] - 1
		last[b.unit] = i + 1
		if k < 0 || b.measure != ofData || b.tie&tiePart != 0 || !outgrew.MatchString(b.tail) {
			continue
		}
		a := &cs.placed[k]
		near := b.sentence-a.sentence <= 1 && cs.d.sameParagraph(a.sentence, b.sentence) || a.listed && b.listed && b.line-a.line <= 2
		if near && a.figure != b.figure && a.measure == ofData && a.tie&tiePart == 0 && a.list == 0 {
			cs.figures[a.figure].superseded = true
		}
	}
}

// assignPrior finds the figures that another one has replaced.
func (cs *countStory) assignPrior() {
	rivals := map[string]int{} // by unit, the figures that can have replaced another
	for i := range cs.figures {
		if f := &cs.figures[i]; f.tie&tiePart == 0 && !f.superseded {
			rivals[f.unit]++
		}
	}
	for i := range cs.figures {
		f := &cs.figures[i]
		if f.partOf > 0 && !f.sum || f.sum && f.tie&tieGross == 0 {
			continue
		}
		if f.superseded && (rivals[f.unit] > 0 || cs.answered(f) || cs.retold(f)) || f.role == "" && f.tie&tieGross != 0 && f.tie&tieUnique == 0 && cs.unique(i) {
			f.give("prior", "count/superseded")
		}
	}
}

// retold says that a first report counted in a unit of its own what is counted in another
// since: 速報では約70アカウントとしていた.
func (cs *countStory) retold(f *storyCount) bool {
	return f.measure == ofData && slices.ContainsFunc(cs.figures, func(o storyCount) bool {
		return !o.superseded && o.measure == ofData && o.unit != f.unit && (o.unit == "people" || o.unit == "records")
	})
}

// answered says that the sentence goes on with the count that took the place of f, in
// another unit: 128,000件としていましたが、実際の対象者は96,540名.
func (cs *countStory) answered(f *storyCount) bool {
	return slices.ContainsFunc(f.places, func(i int) bool {
		if i+1 >= len(cs.placed) || !priorAfter.MatchString(cs.placed[i].tail) {
			return false
		}
		next := cs.placed[i+1]
		return next.sentence == cs.placed[i].sentence && next.tie&tiePart == 0 && cs.figures[next.figure].measure == f.measure
	})
}

// superseded says that the words around a figure tell it as a thing of the past.
func (cs *countStory) superseded(f *storyCount) bool {
	if f.tie&tiePrior != 0 {
		return true
	}
	for _, at := range f.places {
		p := cs.placed[at]
		end := cs.d.sentences[p.sentence].end
		line := lastRunes(cs.d.s[min(p.start, cs.d.lines[p.line].start):p.start], reach)
		next := strings.TrimSpace(firstRunes(cs.d.s[end:], 12))
		if firstReport.MatchString(line) || priorBefore.MatchString(p.head) || thenSaid.MatchString(p.head) || priorAfter.MatchString(p.tail) ||
			priorTold.MatchString(p.tail) && thereafter.MatchString(next) {
			return true
		}
	}
	return false
}

// unique says that another figure counts the persons of the i-th once each.
func (cs *countStory) unique(i int) bool {
	f := &cs.figures[i]
	alike := !cs.anyPlace(f, func(p *placedCount) bool { return unmerged.MatchString(p.head + p.tail) })
	for k := range cs.figures {
		o := &cs.figures[k]
		if k == i || o.measure != ofData || o.tie&tieGross != 0 {
			continue
		}
		if !alike || o.deduped || countsHeads(o, f) || cs.merged(o, f) || cs.followed(f, o) || f.group != 0 && o.group == f.group {
			return true
		}
	}
	return false
}

// merged says that o, told in the sentence before f, counts in f's unit whom f counts more than
// once: 漏れたのは310人分だ。二度登録した人も数えれば延べ520人分になる.
func (cs *countStory) merged(o, f *storyCount) bool {
	return o.unit == f.unit && o.value < f.value && o.tie&tiePart == 0 && !o.member && !f.sum && f.qualifier != "at_most" &&
		slices.ContainsFunc(f.places, func(i int) bool {
			return i > 0 && cs.placed[i-1].figure == cs.placed[o.places[0]].figure && cs.placed[i].tie&tieGross != 0 && cs.placed[i].sentence-cs.placed[i-1].sentence <= 1 && !cs.placed[i].listed &&
				manyTimes.MatchString(cs.placed[i].head)
		})
}

// manyTimes says in front of a count why it has somebody more than once.
var manyTimes = pattern.New(`含め|重複|重ね|何度|複数|同じ(人|方|会員|お客)`)

// countsHeads says that o is how many persons the records of f are about.
func countsHeads(o, f *storyCount) bool {
	return f.unit == "records" && o.unit == "people" && o.value < f.value && o.tie&tiePart == 0 && !o.member
}

// followed says that o stands right behind f, as its smaller measure, or before it:
// 延べ318件、人数では254人. 254人、延べでは318人.
func (cs *countStory) followed(f, o *storyCount) bool {
	if o.value >= f.value {
		return false
	}
	of := cs.placed[o.places[0]].figure
	for _, i := range f.places {
		k := i
		if i > 0 && cs.placed[i-1].figure == of && o.unit == f.unit && !f.sum && !cs.placed[i].listed {
			k--
		} else if i+1 >= len(cs.placed) || cs.placed[i+1].figure != of {
			continue
		}
		a, b := &cs.placed[k], &cs.placed[k+1]
		gap := cs.d.s[a.end:b.number]
		if a.sentence == b.sentence && len(gap) <= 12*len("数") && !joint.MatchString(strings.TrimPrefix(gap, "、")) {
			return true
		}
	}
	return false
}
