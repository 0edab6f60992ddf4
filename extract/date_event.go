package extract

import "github.com/kawaraban/kawaraban/extract/pattern"

// Days of events, which are no days of a case. What follows the day tells them.

const (
	// events are the ends of their names, toHold the verbs of holding one that is yet to come.
	events = `会|祭|まつり|祭り|フェア|大会|公演|セール|講座|イベント|競技`
	toHold = `行う|行われる|開く|開かれる|催す|催される|開催する|開催される|控え[たる]|迎える`
)

var (
	// eventAhead is an occasion of a day still to come, if the day is one: (5日)に開く催しの,
	// (5日)の「秋の朗読会」の準備.
	eventAhead = pattern.New(`^に(?:` + toHold + `|予定|始まる|実施する)|^の[^、。]{0,16}(?:` + events + `)[」』]?の(?:準備|告知|案内|予告|宣伝|出店|募集|チラシ|予約)`)
	// occasion is what was to be held on a day, for which something else was done: (15日)の体育祭で
	// 行う競技の表を, (24日)に開く収録の入場証を.
	occasion = pattern.New(`^(?:の[^、。§はがを]{0,14}(?:` + events + `)[」』]?(?:で|に)|に[^、。§はがを見]{0,10})(?:` + toHold + `)(?:「[^」]*」|[^、。§説報相会委]{2,12})の[^、。§]{1,16}(?:を|が|に|で)`)
	// toBeHeld says by itself that an event is yet to come: (3月8日)に開催予定の交流会, (3月8日 14時)開演.
	toBeHeld = pattern.New(`^\s?(?:に(?:開催|開講|開演|上演|開店|発売)(?:を)?(?:予定|する予定)|(?:開演|開場|開会)(?:[\s、。(]|予定|$))`)
)
