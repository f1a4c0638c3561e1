package content

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"path"
	"strings"
)

// Bounds of an office file, which is a zip archive of many small ones.
const (
	maxEntries  = 5000
	maxUnpacked = 400 << 20
	maxRatio    = 200
	freeRatio   = 1 << 20 // up to here an entry may be packed as tightly as it likes
	maxXML      = 8 << 20

	maxDirectory = 2 << 20
)

// mainParts tell an office file by what stands in it.
var mainParts = map[string]string{"word/document.xml": Docx, "xl/workbook.xml": Xlsx, "ppt/presentation.xml": Pptx}

// lookOOXML takes docx, xlsx and pptx; every other archive is refused.
func lookOOXML(r io.ReaderAt, size int64) (What, error) {
	if err := soundDirectory(r, size); err != nil {
		return What{}, err
	}
	z, err := zip.NewReader(r, size)
	if err != nil {
		return What{}, ErrArchive.Because(err)
	}
	w, typed := What{}, false
	var all, packed uint64
	for i, f := range z.File {
		all, packed = all+f.UncompressedSize64, packed+f.CompressedSize64
		if i >= maxEntries || all > maxUnpacked || packed > uint64(size) || tooDense(f) {
			return What{}, ErrDamaged
		}
		if !wellNamed(f) {
			return What{}, ErrArchive
		}
		if mime := mainParts[f.Name]; mime != "" {
			w = What{Kind: Paper, Mime: mime}
		}
		if strings.HasSuffix(strings.ToLower(f.Name), "vbaproject.bin") || strings.Contains(f.Name, "/activeX/") {
			return What{}, ErrMacros
		}
		if f.Name == "[Content_Types].xml" {
			typed = true
			if err := noMacros(f); err != nil {
				return What{}, err
			}
		}
	}
	if !typed || w.Mime == "" {
		return What{}, ErrArchive
	}
	return w, nil
}

// soundDirectory looks at the end of an archive before its list is read: a list that
// is long, or does not stand right before the end, is refused.
func soundDirectory(r io.ReaderAt, size int64) error {
	tail := make([]byte, min(size, 64<<10+22))
	if _, err := r.ReadAt(tail, size-int64(len(tail))); err != nil && err != io.EOF {
		return err
	}
	i := bytes.LastIndex(tail, []byte("PK\x05\x06"))
	if i < 0 || len(tail)-i < 22 {
		return ErrDamaged
	}
	end, entries := size-int64(len(tail)-i), binary.LittleEndian.Uint16(tail[i+10:])
	length, from := int64(binary.LittleEndian.Uint32(tail[i+12:])), int64(binary.LittleEndian.Uint32(tail[i+16:]))
	if entries > maxEntries || length > maxDirectory || from+length != end {
		return ErrArchive
	}
	return nil
}

func tooDense(f *zip.File) bool {
	return f.UncompressedSize64 > freeRatio && f.UncompressedSize64 > maxRatio*f.CompressedSize64
}

// wellNamed refuses names that lead out of the archive, links and secrets.
func wellNamed(f *zip.File) bool {
	return f.Name == strings.TrimPrefix(path.Clean("/"+f.Name), "/") && !strings.Contains(f.Name, `\`) &&
		f.Mode().IsRegular() && f.Flags&1 == 0 || strings.HasSuffix(f.Name, "/")
}

func noMacros(f *zip.File) error {
	b, err := unpack(f, maxXML)
	if err == nil && bytes.Contains(bytes.ToLower(b), []byte("macroenabled")) {
		err = ErrMacros
	}
	return err
}

func unpack(f *zip.File, most int64) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, ErrDamaged.Because(err)
	}
	defer r.Close() //nolint:errcheck // only read
	b, err := io.ReadAll(io.LimitReader(r, most+1))
	if err != nil || int64(len(b)) > most {
		return nil, ErrDamaged.Because(errors.Join(err, io.ErrShortBuffer))
	}
	return b, nil
}

// emptyProperties stand where an office file named its writers.
var emptyProperties = map[string]string{
	"docProps/core.xml": `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>`,
	"docProps/app.xml": `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>`,
	"docProps/custom.xml": `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>`,
}

// cleanOOXML writes the archive anew: without who wrote it, and with the photos in it
// cleaned like any other.
func cleanOOXML(src, dst *os.File) error {
	info, err := src.Stat()
	if err != nil {
		return err
	}
	z, err := zip.NewReader(src, info.Size())
	if err != nil {
		return ErrDamaged.Because(err)
	}
	out := zip.NewWriter(dst)
	for _, f := range z.File {
		if err := passEntry(out, f); err != nil {
			return err
		}
	}
	return out.Close()
}

func passEntry(out *zip.Writer, f *zip.File) error {
	h := &zip.FileHeader{Name: f.Name, Method: zip.Deflate} // without the times and the extra fields
	if empty, ok := emptyProperties[f.Name]; ok {
		return putEntry(out, h, []byte(empty))
	}
	if !strings.Contains(f.Name, "/media/") && !strings.HasPrefix(f.Name, "docProps/") && !strings.Contains(f.Name, "/embeddings/") {
		h.Method, h.CRC32, h.CompressedSize64, h.UncompressedSize64 = f.Method, f.CRC32, f.CompressedSize64, f.UncompressedSize64
		return copyEntry(out, h, f)
	}
	b, err := unpack(f, maxPaper)
	if err != nil {
		return err
	}
	if b, err = cleanPart(b); err != nil {
		return err
	}
	return putEntry(out, h, b)
}

func copyEntry(out *zip.Writer, h *zip.FileHeader, f *zip.File) error {
	r, err := f.OpenRaw()
	if err != nil {
		return ErrDamaged.Because(err)
	}
	w, err := out.CreateRaw(h)
	if err != nil {
		return err
	}
	_, err = io.Copy(w, r)
	return err
}

func putEntry(out *zip.Writer, h *zip.FileHeader, b []byte) error {
	w, err := out.CreateHeader(h)
	if err != nil {
		return err
	}
	_, err = w.Write(b)
	return err
}

// cleanPart cleans a picture or a movie inside an office file.
func cleanPart(b []byte) ([]byte, error) {
	var out bytes.Buffer
	switch {
	case at(0, "\xff\xd8\xff")(b):
		err := cleanJPEG(bytes.NewReader(b), &out)
		return out.Bytes(), err
	case at(0, "\x89PNG")(b):
		err := cleanPNG(bytes.NewReader(b), &out)
		return out.Bytes(), err
	case at(0, "RIFF")(b) && at(8, "WEBP")(b):
		err := cleanWebP(bytes.NewReader(b), &out)
		return out.Bytes(), err
	case at(4, "ftyp")(b), at(4, "moov")(b), at(4, "wide")(b):
		m := memory(b)
		if _, err := lookMP4(m, int64(len(b))); err != nil {
			return nil, ErrLocation
		}
		return b, cleanMP4(m, int64(len(b)))
	case at(0, "II*\x00")(b), at(0, "MM\x00*")(b), at(0, "PK\x03\x04")(b), at(0, "\xd0\xcf\x11\xe0")(b):
		return nil, ErrLocation // a TIFF, or an office file inside this one, would need cleaning of its own
	}
	blankPackets(b)
	blankEXIF(b)
	return b, nil
}

// memory lets a file in memory be changed in place.
type memory []byte

// ReadAt reads at a place.
func (m memory) ReadAt(p []byte, at int64) (int, error) { return bytes.NewReader(m).ReadAt(p, at) }

// WriteAt writes at a place.
func (m memory) WriteAt(p []byte, at int64) (int, error) {
	if at < 0 || at+int64(len(p)) > int64(len(m)) {
		return 0, io.ErrShortWrite
	}
	return copy(m[at:], p), nil
}
