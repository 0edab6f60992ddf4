package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// BenchmarkProcess measures whole processes of the program as it is built, medians of
// nine: what a user waits for a help text and for one pasted article, and how much
// memory that takes.
//
// BenchmarkArchive measures extract --jsonl on all cores against `mecab` (Debian:
// mecab, mecab-ipadic-utf8), which only cuts the same text into words, on one core:
// "times-mecab" is how many times as long it takes, "times-mecab-cpu" the same of the
// cores' time, which other work on the machine disturbs less. One text in ten of the mixed
// archive reports a breach, one is a near miss, the others are about other things.
//
//	make bench
func BenchmarkProcess(b *testing.B) {
	program := build(b)
	for _, c := range []struct {
		name string
		args []string
	}{
		{"help", []string{"--help"}},
		{"one article", []string{"extract", filepath.Join("..", "..", "fixtures", "gold", "a01.txt")}},
	} {
		b.Run(c.name, func(b *testing.B) {
			var took []time.Duration
			var peak int64
			for b.Loop() {
				for range 9 {
					cmd := exec.Command(program, c.args...)
					began := time.Now()
					if err := cmd.Run(); err != nil {
						b.Fatal(err)
					}
					took = append(took, time.Since(began))
					if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok && runtime.GOOS == "linux" {
						peak = max(peak, usage.Maxrss) // KiB
					}
				}
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms")
			b.ReportMetric(float64(peak)/1024, "MiB")
			b.ReportMetric(0, "ns/op")
		})
	}
}

func BenchmarkArchive(b *testing.B) {
	mecab, err := exec.LookPath("mecab")
	if err != nil {
		b.Skip("mecab is not installed: there is nothing to compare with")
	}
	program := build(b)
	breaches, others := archive(b)
	var mixed []string
	for i := range 10 * len(breaches) {
		switch i % 10 {
		case 0:
			mixed = append(mixed, breaches[i/10])
		case 1:
			mixed = append(mixed, others[i/10%len(others)])
		default:
			// a page of local news, as long as a report of a breach
			at := i % len(elsewhere)
			mixed = append(mixed, strings.Join(slices.Concat(elsewhere[at:], elsewhere[:at])[:4], "\n"))
		}
	}
	for _, c := range []struct {
		name  string
		texts []string
	}{
		{"breaches", breaches},
		{"mixed", mixed},
	} {
		// long enough for the start of the processes not to count
		texts := slices.Repeat(c.texts, 1+4<<20/len(strings.Join(c.texts, "")))
		var lines bytes.Buffer
		enc := json.NewEncoder(&lines)
		for _, text := range texts {
			if err := enc.Encode(map[string]string{"text": text}); err != nil {
				b.Fatal(err)
			}
		}
		plain := strings.Join(texts, "\n")
		b.Run(c.name, func(b *testing.B) {
			var ours, theirs, work, their time.Duration
			for b.Loop() {
				wall, cpu := timed(b, lines.String(), program, "extract", "--jsonl")
				ours, work = ours+wall, work+cpu
				wall, cpu = timed(b, plain, mecab)
				theirs, their = theirs+wall, their+cpu
			}
			b.ReportMetric(float64(b.N*len(plain))/1e6/ours.Seconds(), "MB/s")
			b.ReportMetric(float64(b.N*len(plain))/1e6/theirs.Seconds(), "mecab-MB/s")
			b.ReportMetric(ours.Seconds()/theirs.Seconds(), "times-mecab")
			b.ReportMetric(work.Seconds()/their.Seconds(), "times-mecab-cpu")
			b.ReportMetric(0, "ns/op")
		})
	}
}

func build(b *testing.B) string {
	b.Helper()
	program := filepath.Join(b.TempDir(), "kawaraban")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		b.Fatalf("go build: %v\n%s", err, out)
	}
	return program
}

// timed is how long a program takes that reads in, by the clock and of all cores.
func timed(b *testing.B, in, program string, args ...string) (wall, cpu time.Duration) {
	b.Helper()
	cmd := exec.Command(program, args...)
	cmd.Stdin = strings.NewReader(in)
	cmd.Stderr = os.Stderr
	began := time.Now()
	if err := cmd.Run(); err != nil {
		b.Fatal(err)
	}
	return time.Since(began), cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
}

// archive is the gold texts that report incidents, and those that report none.
func archive(b *testing.B) (breaches, others []string) {
	b.Helper()
	files, err := filepath.Glob(filepath.Join("..", "..", "fixtures", "gold", "*.txt"))
	if err != nil || len(files) == 0 {
		b.Fatalf("no gold texts: %v", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		raw, err := os.ReadFile(strings.TrimSuffix(file, ".txt") + ".json")
		if err != nil {
			b.Fatal(err)
		}
		var gold struct{ Incidents []any }
		if err := json.Unmarshal(raw, &gold); err != nil {
			b.Fatal(err)
		}
		if len(gold.Incidents) > 0 {
			breaches = append(breaches, string(text))
		} else {
			others = append(others, string(text))
		}
	}
	return breaches, others
}

// elsewhere are texts about other things.
var elsewhere = []string{
	"葦原市で秋の菊花展 市民が育てた300点\n\n葦原市の中央公園で12日、秋の菊花展が始まった。市民や愛好家が春から育てた約300点が並び、初日から家族連れでにぎわった。会期は今月30日までで、入場は無料。主催する葦原菊の会の会長は「今年は夏が暑く、花の時期が一週間ほど遅れたが、色はかえって濃い」と話す。週末には苗の即売や寄せ植えの教室もある。\n",
	"霧丘高が逆転勝ち 秋季大会準決勝\n\n秋季県大会は3日、県営球場で準決勝2試合があり、霧丘高が葦原工を5対4で破って決勝に進んだ。霧丘は2点を追う七回、四球と連打で満塁とし、主将の左中間への二塁打で試合をひっくり返した。先発の2年生は140球を投げ切り、9つの三振を奪った。決勝は10日、3年ぶりの優勝を狙う海辺商との顔合わせとなる。\n",
	"新しい橋が来春に開通 渋滞の緩和に期待\n\n霧ヶ峰県は5日、葦川に架ける新しい橋を来年4月に開通させると明らかにした。長さは420メートルで、片側一車線の車道の両側に幅3メートルの歩道を設ける。総事業費は86億円。近くの旧橋は朝夕の渋滞が長年の悩みで、県は開通の後、通過に要る時間がおよそ半分になると見込む。旧橋は歩行者と自転車の専用として残す。\n",
	"あすの天気 北部は昼ごろから雨\n\nあすは低気圧が近づくため、北部では昼ごろから雨が降りだし、夕方には南部にも広がる見通し。最高気温は葦原で17度、霧丘で15度と、きょうより4度ほど低い。海上では波が2メートルまで高まる。雨は明後日の朝には上がり、日中は日差しが戻るが、北風が強く、体に感じる気温は低い。\n",
	"葦原製作所 中間期は増収増益\n\n葦原製作所が8日に公表した中間期の連結業績は、売上高が前年の同じ期より6パーセント多い214億円、営業利益が9パーセント多い18億円だった。工作機械の受注が北米で伸び、円安も寄与した。通期の見通しは据え置いた。年間の配当は1株につき40円とし、創業80年の記念として5円を加える。\n",
	"豆腐と根菜のあたたかい汁\n\n材料は2人分。大根10センチ、人参半分、ごぼう少々、木綿豆腐半丁、だし600ミリリットル、味噌大さじ2。根菜は小さめの乱切りにし、だしで柔らかくなるまで15分煮る。豆腐を手でくずして入れ、ひと煮立ちしたら火を弱め、味噌を溶く。椀に盛り、刻んだ葱を散らす。翌日は餅を入れてもよい。\n",
}
