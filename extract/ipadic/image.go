package ipadic

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unsafe"

	"github.com/ikawaha/kagome-dict/dict"
)

// columns are the columns of an image, in the order in which they are written. Each is
// the number of its values, a uint64, and the values, little-endian and without gaps,
// padded to a multiple of 8 bytes.
type columns struct {
	steps       []step // of dict.IndexTable
	morphs      []dict.Morph
	costs       []int16 // dict.ConnectionTable.Vec
	size        []int64 // its rows and columns
	categories  []byte
	invoke      []bool
	group       []bool
	unknowns    []dict.Morph // of dict.UnkDict, as the next two
	unknownIDs  []pair
	unknownDups []pair
	known       []uint8 // Dictionary.Known
	unknown     []uint8 // Dictionary.Unknown
	pos         []byte  // Dictionary.POS: a line each, the levels separated by commas
}

// A pair is an entry of a map. Maps are written by ascending keys.
type pair struct{ Key, Value int32 }

// Write writes the image of a dictionary of kagome's. Equal dictionaries make equal
// images.
func Write(w io.Writer, d *dict.Dict) error {
	c, err := split(d)
	if err != nil {
		return err
	}
	return errors.Join(
		write(w, c.steps), write(w, c.morphs), write(w, c.costs), write(w, c.size),
		write(w, c.categories), write(w, c.invoke), write(w, c.group),
		write(w, c.unknowns), write(w, c.unknownIDs), write(w, c.unknownDups),
		write(w, c.known), write(w, c.unknown), write(w, c.pos),
	)
}

func write[T any](w io.Writer, values []T) error {
	var b bytes.Buffer
	if err := errors.Join(
		binary.Write(&b, binary.LittleEndian, uint64(len(values))),
		binary.Write(&b, binary.LittleEndian, values),
	); err != nil {
		return err
	}
	b.Write(make([]byte, -b.Len()&7))
	_, err := w.Write(b.Bytes())
	return err
}

// read lays a dictionary over an image.
func read(image []byte) (*Dictionary, error) {
	var c columns
	r := reader{rest: image}
	view(&r, &c.steps)
	view(&r, &c.morphs)
	view(&r, &c.costs)
	view(&r, &c.size)
	view(&r, &c.categories)
	view(&r, &c.invoke)
	view(&r, &c.group)
	view(&r, &c.unknowns)
	view(&r, &c.unknownIDs)
	view(&r, &c.unknownDups)
	view(&r, &c.known)
	view(&r, &c.unknown)
	view(&r, &c.pos)
	if r.err != nil {
		return nil, r.err
	}
	return c.join(), nil
}

// A reader goes through an image, up to the first error.
type reader struct {
	rest []byte
	err  error
}

// view reads the next column. On the machines of today its values are the bytes of the
// image themselves; they are copied where the byte order or the place forbids that.
func view[T any](r *reader, column *[]T) {
	var zero T
	size := int(unsafe.Sizeof(zero))
	if r.err != nil || len(r.rest) < 8 {
		r.err = cmp.Or(r.err, io.ErrUnexpectedEOF)
		return
	}
	n := binary.LittleEndian.Uint64(r.rest)
	data := r.rest[8:]
	if n > uint64(len(data)/size) {
		r.err = io.ErrUnexpectedEOF
		return
	}
	data = data[:int(n)*size]
	r.rest = r.rest[min(8+(len(data)+7)&^7, len(r.rest)):]
	if n == 0 {
		return
	}
	if start := unsafe.Pointer(&data[0]); binary.NativeEndian.Uint16([]byte{1, 0}) == 1 && uintptr(start)%unsafe.Alignof(zero) == 0 {
		// Safe: no T here holds pointers, and any bytes are values of it; those of
		// bool are 0 or 1, as write wrote them.
		*column = unsafe.Slice((*T)(start), n)
		return
	}
	*column = make([]T, n)
	r.err = binary.Read(bytes.NewReader(data), binary.LittleEndian, *column)
}

// split takes a dictionary apart.
func split(d *dict.Dict) (*columns, error) {
	steps, err := stepsOf(d.Index, len(d.Morphs))
	if err != nil {
		return nil, err
	}
	c := &columns{
		steps: steps, morphs: d.Morphs,
		costs: d.Connection.Vec, size: []int64{d.Connection.Row, d.Connection.Col},
		categories: d.CharCategory, invoke: d.InvokeList, group: d.GroupList,
		unknowns: d.UnkDict.Morphs, unknownIDs: pairs(d.UnkDict.Index), unknownDups: pairs(d.UnkDict.IndexDup),
	}
	var names []string
	number := func(levels []string) uint8 {
		name := strings.Join(append(levels, "", "", "")[:3], ",")
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
		return uint8(slices.Index(names, name))
	}
	for _, ids := range d.POSTable.POSs {
		var levels []string
		for _, id := range ids {
			levels = append(levels, d.POSTable.NameList[id])
		}
		c.known = append(c.known, number(levels))
	}
	for _, features := range d.UnkDict.Contents {
		c.unknown = append(c.unknown, number(slices.Clone(features)))
	}
	if len(names) > 1<<8 {
		return nil, fmt.Errorf("%d parts of speech do not fit into a byte", len(names))
	}
	c.pos = []byte(strings.Join(names, "\n"))
	return c, nil
}

// join puts a dictionary together.
func (c *columns) join() *Dictionary {
	d := &Dictionary{steps: c.steps, Known: c.known, Unknown: c.unknown, Dict: &dict.Dict{
		Morphs:       c.morphs,
		Connection:   dict.ConnectionTable{Row: c.size[0], Col: c.size[1], Vec: c.costs},
		CharCategory: c.categories, InvokeList: c.invoke, GroupList: c.group,
		UnkDict: dict.UnkDict{Morphs: c.unknowns},
	}}
	for _, p := range c.unknownIDs {
		d.unknowns[p.Key] = []int32{p.Value}
	}
	for _, p := range c.unknownDups {
		for n := range p.Value {
			d.unknowns[p.Key] = append(d.unknowns[p.Key], d.unknowns[p.Key][0]+n+1)
		}
	}
	for name := range strings.SplitSeq(string(c.pos), "\n") {
		d.POS = append(d.POS, [3]string(strings.SplitN(name, ",", 3)))
	}
	return d
}

func pairs(m map[int32]int32) (out []pair) {
	for k, v := range m {
		out = append(out, pair{k, v})
	}
	slices.SortFunc(out, func(a, b pair) int { return cmp.Compare(a.Key, b.Key) })
	return out
}
