package web

import (
	"bytes"
	"cmp"
	"flag"
	"image"
	"image/color"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

var shots = flag.String("shots", "", "write pictures of the pages into this `folder`")

// TestBrowserShots draws the pictures of the READMEs, and all pages in light and dark:
//
//	go test ./cmd/kawaraban/web -run BrowserShots -shots cmd/kawaraban/web/pictures
func TestBrowserShots(t *testing.T) {
	if *shots == "" {
		t.Skip("-shots FOLDER writes pictures")
	}
	s := open(t, nil).fill(60)
	b := browse(t, s, "ja")
	for _, lang := range []string{"en", "ja"} {
		b.open("/" + lang + "/")
		b.send(gold(t, "a26"))
		b.do(b.size(1280, 960), chromedp.Evaluate(`document.querySelector("a.value[href^='#m']").focus()`, nil))
		var shot []byte
		b.do(chromedp.CaptureScreenshot(&shot))
		b.keep("read-"+lang, shot)
	}
	if !testing.Verbose() {
		return // for those who look at all of them
	}
	b.do(b.size(1280, 900))
	for _, scheme := range []string{"light", "dark"} {
		b.do(emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}))
		for name, path := range map[string]string{
			"home": "/", "cases": "/cases", "case": "/cases/3", "report": "/cases/3/articles/3", "pictures": "/pictures", "sources": "/sources",
		} {
			b.open(path)
			b.shot(name + "-" + scheme)
		}
		b.open("/")
		b.send(gold(t, "a02"))
		b.shot("read-" + scheme)
	}
}

// shot keeps a picture of all of the page, if pictures are wanted.
func (b *tab) shot(name string) {
	b.t.Helper()
	if *shots == "" {
		return
	}
	var shot []byte
	b.do(chromedp.FullScreenshot(&shot, 100))
	b.keep(name, shot)
}

// keep writes a picture in the 256 colours that it has most of, which for pages is all that
// there is to see, in a third of the bytes.
func (b *tab) keep(name string, shot []byte) {
	b.t.Helper()
	full, err := png.Decode(bytes.NewReader(shot))
	if err != nil {
		b.t.Fatal(err)
	}
	bounds := full.Bounds()
	times := map[color.RGBA]int{}
	at := func(x, y int) color.RGBA { return color.RGBAModel.Convert(full.At(x, y)).(color.RGBA) }
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			times[at(x, y)]++
		}
	}
	most := slices.SortedFunc(maps.Keys(times), func(a, b color.RGBA) int {
		return cmp.Or(times[b]-times[a], int(a.R)-int(b.R), int(a.G)-int(b.G), int(a.B)-int(b.B))
	})
	var palette color.Palette
	for _, c := range most[:min(256, len(most))] {
		palette = append(palette, c)
	}
	index := map[color.RGBA]uint8{}
	for c := range times {
		index[c] = uint8(palette.Index(c))
	}
	few := image.NewPaletted(bounds, palette)
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			few.SetColorIndex(x, y, index[at(x, y)])
		}
	}
	var out bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, few); err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(*shots, name+".png"), out.Bytes(), 0o644); err != nil {
		b.t.Fatal(err)
	}
}
