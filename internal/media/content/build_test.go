package content_test

import (
	"encoding/binary"
	"unicode/utf16"
)

// mp4Box builds a box.
func mp4Box(kind string, parts ...[]byte) []byte {
	b := append(make([]byte, 4), kind...)
	for _, p := range parts {
		b = append(b, p...)
	}
	binary.BigEndian.PutUint32(b, uint32(len(b)))
	return b
}

func words(n ...uint32) (b []byte) {
	for _, w := range n {
		b = binary.BigEndian.AppendUint32(b, w)
	}
	return b
}

// telemetry builds a movie of one picture track and one track in which a sport camera
// writes where it is; samples holds what stands in the movie's data.
func telemetry(samples string) []byte {
	ftyp := mp4Box("ftyp", []byte("mp42\x00\x00\x00\x00mp42"))
	data := mp4Box("mdat", []byte(samples))
	from := uint32(len(ftyp) + 8)
	track := func(handler string, at uint32, sizes ...uint32) []byte {
		table := mp4Box("stbl",
			mp4Box("stsd", words(0, 0)), mp4Box("stts", words(0, 0)),
			mp4Box("stsc", words(0, 1, 1, uint32(len(sizes)), 1)),
			mp4Box("stsz", words(append([]uint32{0, 0, uint32(len(sizes))}, sizes...)...)),
			mp4Box("stco", words(0, 1, at)))
		return mp4Box("trak", mp4Box("tkhd", make([]byte, 84)),
			mp4Box("mdia", mp4Box("mdhd", make([]byte, 24)), mp4Box("hdlr", words(0, 0), []byte(handler), make([]byte, 13)), mp4Box("minf", table)))
	}
	moov := mp4Box("moov", mp4Box("mvhd", make([]byte, 100)),
		track("vide", from, 4), track("meta", from+4, uint32(len(samples)-8), 4),
		mp4Box("udta", mp4Box("\xa9xyz", []byte("\x00\x12\x15\xc7+31.2304+121.4737/"))),
		mp4Box("meta", []byte("com.apple.quicktime.location.ISO6709 +31.2304")))
	out := append(append(ftyp, data...), moov...)
	out = append(out, mp4Box("uuid", []byte("\xbe\x7a\xcf\xcb\x97\xa9\x42\xe8<x:xmpmeta>CANARY"))...)
	return append(out, mp4Box("free", []byte("CANARY in free space"))...)
}

// ole builds the smallest older office file: one stream under a name.
func ole(name string, stream []byte) []byte {
	const sector = 512
	stream = append(stream, make([]byte, max(0, 4096-len(stream)))...) // so that it is no mini stream
	stream = append(stream, make([]byte, (sector-len(stream)%sector)%sector)...)
	n := len(stream) / sector
	le := binary.LittleEndian
	head := make([]byte, sector)
	copy(head, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	le.PutUint16(head[24:], 0x3e)
	le.PutUint16(head[26:], 3)
	le.PutUint16(head[28:], 0xfffe)
	le.PutUint16(head[30:], 9)
	le.PutUint16(head[32:], 6)
	le.PutUint32(head[44:], 1)          // sectors of the table
	le.PutUint32(head[48:], 1)          // where the directory begins
	le.PutUint32(head[56:], 4096)       // from where on a stream is no mini stream
	le.PutUint32(head[60:], 0xfffffffe) // no mini table
	le.PutUint32(head[68:], 0xfffffffe)
	for i := 76; i < sector; i += 4 {
		le.PutUint32(head[i:], 0xffffffff)
	}
	le.PutUint32(head[76:], 0) // the table stands in the first sector
	table := make([]byte, sector)
	for i := 0; i < sector; i += 4 {
		le.PutUint32(table[i:], 0xffffffff)
	}
	le.PutUint32(table[0:], 0xfffffffd)
	le.PutUint32(table[4:], 0xfffffffe)
	for i := range n {
		le.PutUint32(table[8+4*i:], uint32(3+i))
	}
	le.PutUint32(table[8+4*(n-1):], 0xfffffffe)
	dir := make([]byte, sector)
	put := func(at int, name string, kind byte, child, start uint32, size int) {
		letters := append(utf16.Encode([]rune(name)), 0)
		for i, l := range letters {
			le.PutUint16(dir[at+2*i:], l)
		}
		le.PutUint16(dir[at+64:], uint16(2*len(letters)))
		dir[at+66], dir[at+67] = kind, 1
		le.PutUint32(dir[at+68:], 0xffffffff)
		le.PutUint32(dir[at+72:], 0xffffffff)
		le.PutUint32(dir[at+76:], child)
		le.PutUint32(dir[at+116:], start)
		le.PutUint64(dir[at+120:], uint64(size))
	}
	put(0, "Root Entry", 5, 1, 0xfffffffe, 0)
	put(128, name, 2, 0xffffffff, 2, len(stream))
	return append(append(append(head, table...), dir...), stream...)
}
