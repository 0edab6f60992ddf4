package web

import (
	"fmt"
	"slices"

	"github.com/kawaraban/kawaraban/cmd/kawaraban/wording"
)

// A chart is a picture as SVG, and the numbers that it is drawn from as a table.
type chart struct {
	ID            string // on the page
	Title         string
	Summary       string // what there is to see, in a sentence
	Width, Height float64
	Bars          []bar
	Ticks         []tick
	Labels        []axisLabel
	Legend        []legendEntry
	Head          []string
	Rows          [][]string
	Across        bool // the bars lie, their labels stand before them
}

// A bar is a rectangle in the units of the picture.
type bar struct {
	X, Y, Width, Height float64
	Class, Tip          string
}

// A tick is a line of the scale with its number.
type tick struct {
	At   float64
	Text string
}

type axisLabel struct {
	X, Y float64
	Text string
}

type legendEntry struct{ Class, Text string }

// A series is a number for each place of a chart.
type series struct {
	Name, Class string
	Values      []int64
}

// The parts of a picture, in its units.
const (
	chartWidth  = 720.0
	chartHeight = 260.0
	marginLeft  = 64.0
	marginTop   = 12.0
	marginRight = 8.0
	marginFoot  = 30.0
	labelWidth  = 210.0 // before lying bars
	lineHeight  = 24.0
	mostLabels  = 12 // under standing bars
)

// highest is the most that all series have together at one place.
func highest(places []string, all []series) (most int64) {
	for i := range places {
		sum := int64(0)
		for _, s := range all {
			sum += s.Values[i]
		}
		most = max(most, sum)
	}
	return most
}

// columns draws the series as standing bars on top of one another.
func columns(places []string, all []series) (c chart) {
	c.Width, c.Height = chartWidth, chartHeight
	step, top := scale(highest(places, all))
	high := chartHeight - marginTop - marginFoot
	y := func(v int64) float64 { return marginTop + high*(1-float64(v)/float64(top)) }
	for v := int64(0); v <= top; v += step {
		c.Ticks = append(c.Ticks, tick{y(v), wording.Thousands(v)})
	}
	wide := (chartWidth - marginLeft - marginRight) / float64(max(1, len(places)))
	every := (len(places) + mostLabels - 1) / mostLabels
	for i, place := range places {
		x := marginLeft + float64(i)*wide
		below := int64(0)
		for _, s := range all {
			if v := s.Values[i]; v > 0 {
				c.Bars = append(c.Bars, bar{x + wide*0.12, y(below + v), wide * 0.76, y(below) - y(below+v), s.Class,
					fmt.Sprintf("%s %s: %s", place, s.Name, wording.Thousands(v))})
				below += v
			}
		}
		if i%every == 0 {
			c.Labels = append(c.Labels, axisLabel{x + wide/2, chartHeight - 10, place})
		}
	}
	c.table(places, all)
	return c
}

// lines draws the series as lying bars, one after the other.
func lines(places []string, all []series) (c chart) {
	c.Across = true
	c.Width, c.Height = chartWidth, lineHeight*float64(len(places))+marginTop+marginFoot
	step, top := scale(highest(places, all))
	x := func(v int64) float64 { return labelWidth + (chartWidth-labelWidth-24)*float64(v)/float64(top) }
	for v := int64(0); v <= top; v += step {
		c.Ticks = append(c.Ticks, tick{x(v), wording.Thousands(v)})
	}
	for i, place := range places {
		y := marginTop + float64(i)*lineHeight
		before := int64(0)
		for _, s := range all {
			if v := s.Values[i]; v > 0 {
				c.Bars = append(c.Bars, bar{x(before), y + 4, x(before+v) - x(before), lineHeight - 8, s.Class,
					fmt.Sprintf("%s %s: %s", place, s.Name, wording.Thousands(v))})
				before += v
			}
		}
		c.Labels = append(c.Labels, axisLabel{labelWidth - 8, y + lineHeight/2 + 4, place})
	}
	c.table(places, all)
	return c
}

// table gives the numbers as a table, and the legend where there are several series.
func (c *chart) table(places []string, all []series) {
	c.Head = []string{""}
	for _, s := range all {
		c.Head = append(c.Head, s.Name)
		if len(all) > 1 {
			c.Legend = append(c.Legend, legendEntry{s.Class, s.Name})
		}
	}
	for i, place := range places {
		cells := []string{place}
		for _, s := range all {
			cells = append(cells, wording.Thousands(s.Values[i]))
		}
		c.Rows = append(c.Rows, cells)
	}
}

// scale is a step of 1, 2 or 5 times a power of ten that goes into most about four times,
// and the first multiple of it that is not less than most.
func scale(most int64) (step, top int64) {
	step = 1
	for _, factor := range slices.Repeat([]int64{2, 5, 10}, 18) {
		if most/step < 5 {
			break
		}
		decade := int64(1)
		for decade*10 <= step {
			decade *= 10
		}
		step = decade * factor
	}
	return step, max(step, (most+step-1)/step*step)
}

// Foot is where the lines of the scale end under lying bars, Below where its numbers stand.
func (c chart) Foot() float64  { return c.Height - marginFoot + 4 }
func (c chart) Below() float64 { return c.Height - 10 }
