package content

import (
	"bytes"
	"io"
	"regexp"
)

// maxPaper bounds a paper that is looked at whole.
const maxPaper = 128 << 20

// metadataStream finds the dictionary of a stream that only describes.
var metadataStream = regexp.MustCompile(`/Type\s*/Metadata|/Subtype\s*/XML\b`)

// cleanPDF blanks, without moving a byte, the streams that only describe the paper,
// XMP packets wherever they stand, and the EXIF of the photos in it.
func cleanPDF(p patch, size int64) error {
	if size > maxPaper {
		return ErrLocation
	}
	b := make([]byte, size)
	if _, err := p.ReadAt(b, 0); err != nil && err != io.EOF {
		return err
	}
	for rest := b; len(rest) > 0; {
		end := bytes.Index(rest, []byte("endobj"))
		if end < 0 {
			end = len(rest)
		}
		blankDescription(rest[:end])
		rest = rest[min(len(rest), end+len("endobj")):]
	}
	blankPackets(b)
	blankEXIF(b)
	_, err := p.WriteAt(b, 0)
	return err
}

// blankDescription writes spaces over the stream of an object that only describes.
func blankDescription(object []byte) {
	start := bytes.Index(object, []byte("stream"))
	if start < 0 || !metadataStream.Match(object[:start]) {
		return
	}
	stop := bytes.LastIndex(object, []byte("endstream"))
	if stop < start {
		stop = len(object)
	}
	for start += len("stream"); start < stop && (object[start] == '\r' || object[start] == '\n'); {
		start++
	}
	fill(object[min(start, stop):stop], ' ')
}

// blankPackets writes spaces over what stands in XMP packets.
func blankPackets(b []byte) {
	for {
		from := bytes.Index(b, []byte("<?xpacket begin"))
		if from < 0 {
			return
		}
		b = b[from:]
		to := bytes.Index(b, []byte("<?xpacket end"))
		if to < 0 {
			to = len(b)
		}
		fill(b[:to], ' ')
		b = b[to:]
	}
}

// blankEXIF writes zeros over the content of every EXIF, XMP and IPTC segment of the
// JPEGs that stand unpacked in b.
func blankEXIF(b []byte) {
	for i := 0; i+4 < len(b); i++ {
		if b[i] != 0xff || b[i+1] < 0xe1 || b[i+1] > 0xed {
			continue
		}
		n := int(b[i+2])<<8 | int(b[i+3])
		body := b[i+4 : min(len(b), i+2+max(2, n))]
		if at(0, "Exif\x00")(body) || at(0, "http://ns.adobe.com/")(body) || at(0, "Photoshop 3.0\x00")(body) {
			clear(body)
			i += 3 + len(body)
		}
	}
}

func fill(b []byte, with byte) {
	for i := range b {
		b[i] = with
	}
}
