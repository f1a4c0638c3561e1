package sheet

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode/utf32"
	"golang.org/x/text/transform"

	utf16 "golang.org/x/text/encoding/unicode"
)

// decode turns the bytes of a text file into UTF-8 and says what they were.
func decode(data []byte) (text []byte, encoding string, err error) {
	switch {
	case bytes.HasPrefix(data, []byte{0xEF, 0xBB, 0xBF}):
		text, encoding = bytes.ToValidUTF8(data[3:], []byte("\uFFFD")), "utf-8"
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE, 0, 0}):
		text, encoding, err = convert(data, utf32.UTF32(utf32.LittleEndian, utf32.UseBOM).NewDecoder(), "utf-32")
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}), looksUTF16(data, 1):
		text, encoding, err = convert(data, utf16.UTF16(utf16.LittleEndian, utf16.UseBOM).NewDecoder(), "utf-16le")
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}), looksUTF16(data, 0):
		text, encoding, err = convert(data, utf16.UTF16(utf16.BigEndian, utf16.UseBOM).NewDecoder(), "utf-16be")
	case bytes.IndexByte(data, 0) >= 0:
		return nil, "", ErrNotSpreadsheet
	case utf8.Valid(wholeRunes(data)):
		text, encoding = wholeRunes(data), "utf-8"
	default:
		text, encoding, err = convert(data, simplifiedchinese.GB18030.NewDecoder(), "gb18030")
	}
	if err != nil {
		return nil, "", err
	}
	return text, encoding, plausible(text)
}

// wholeRunes leaves off a character that a cut file has only the beginning of.
func wholeRunes(data []byte) []byte {
	for cut := 0; cut < utf8.UTFMax && cut < len(data); cut++ {
		at := len(data) - 1 - cut
		if utf8.RuneStart(data[at]) {
			if utf8.FullRune(data[at:]) {
				return data
			}
			return data[:at]
		}
	}
	return data
}

// looksUTF16 finds unmarked UTF-16: every comma, digit and line break has a zero as its upper byte, at one parity only.
func looksUTF16(data []byte, parity int) bool {
	head := data[:min(len(data), 4096)&^1]
	zeros, others := 0, 0
	for i, b := range head {
		if b == 0 && i%2 == parity {
			zeros++
		} else if b == 0 {
			others++
		}
	}
	return zeros >= 4 && zeros*20 > len(head) && others == 0
}

func convert(data []byte, to transform.Transformer, name string) ([]byte, string, error) {
	text, _, err := transform.Bytes(to, data)
	if err != nil {
		return nil, "", ErrEncoding.Because(err)
	}
	return text, name, nil
}

// plausible refuses binary data and text read with the wrong key: characters nobody writes.
func plausible(text []byte) error {
	odd, controls, total := 0, 0, 0
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		i += size
		total++
		switch {
		case r < 0x20 && r != '\t' && r != '\n' && r != '\r', r == 0x7f:
			controls++
		case r < 0x80:
		case r == utf8.RuneError, unicode.Is(unicode.Co, r), !unicode.IsGraphic(r) && !unicode.Is(unicode.Cf, r):
			odd++
		}
	}
	switch {
	case controls*100 > total:
		return ErrNotSpreadsheet
	case odd*50 > total:
		return ErrEncoding
	}
	return nil
}
