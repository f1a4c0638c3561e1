package content_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"magpie/internal/media/content"
)

// entry is one file in an archive that a test builds.
type entry struct{ name, text string }

func archive(t testing.TB, entries ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, e := range entries {
		w, err := z.Create(e.name)
		if err == nil {
			_, err = w.Write([]byte(e.text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// docx is a small, whole document and what more is put into it.
func docx(t testing.TB, more ...entry) []byte {
	return archive(t, append([]entry{
		{"[Content_Types].xml", `<Types><Override ContentType="…wordprocessingml.document.main+xml"/></Types>`},
		{"word/document.xml", "<w:document>春游通知</w:document>"},
	}, more...)...)
}

func fixture(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestAFileIsWhatItsBytesSay(t *testing.T) {
	for name, mime := range map[string]string{
		"clip.mp4": content.MP4, "clip.mov": content.MOV, "clip.webm": content.WebM, "voice.webm": content.WebA,
		"voice.ogg": content.Ogg, "voice.mp3": content.MP3, "voice.m4a": content.M4A,
	} {
		b := fixture(t, name)
		w, err := content.Judge(bytes.NewReader(b), int64(len(b)))
		if err != nil || w.Mime != mime {
			t.Errorf("%s: got %+v %v, want %s", name, w, err, mime)
		}
		if seen := w.Kind == content.Video; seen && (w.Width != 64 || w.Height != 48) {
			t.Errorf("%s: got %d by %d, want 64 by 48", name, w.Width, w.Height)
		}
		if mime != content.MP3 && (w.Millis < 900 || w.Millis > 1300) {
			t.Errorf("%s: plays %d ms, want about a second", name, w.Millis)
		}
	}
	for name, b := range map[string][]byte{
		content.JPEG: []byte("\xff\xd8\xff\xe0...."), content.PNG: []byte("\x89PNG\r\n\x1a\n...."), content.WebP: []byte("RIFF....WEBPVP8 "),
		content.PDF: []byte("%PDF-1.7\n"), content.Docx: docx(t),
		content.Xlsx: archive(t, entry{"[Content_Types].xml", "<Types/>"}, entry{"xl/workbook.xml", "<workbook/>"}),
		content.Pptx: archive(t, entry{"[Content_Types].xml", "<Types/>"}, entry{"ppt/presentation.xml", "<p/>"}),
		content.Doc:  ole("WordDocument", []byte("text")),
	} {
		if w, err := content.Judge(bytes.NewReader(b), int64(len(b))); err != nil || w.Mime != name {
			t.Errorf("%s: got %+v %v", name, w, err)
		}
	}
}

func TestWhatMayNotBeSentIsRefusedWithItsOwnWord(t *testing.T) {
	bomb := archive(t, entry{"[Content_Types].xml", "<Types/>"}, entry{"word/document.xml", strings.Repeat("0", 30<<20)})
	clip := fixture(t, "clip.mp4")
	for name, c := range map[string]struct {
		b    []byte
		want error
	}{
		"nothing":               {nil, content.ErrEmpty},
		"noise":                 {[]byte("hello, this is only text"), content.ErrType},
		"svg":                   {[]byte(`<?xml version="1.0"?><svg onload="alert(1)"/>`), content.ErrSVG},
		"svg behind a comment":  {[]byte("<!-- x --><svg xmlns='http://www.w3.org/2000/svg'>"), content.ErrSVG},
		"html":                  {[]byte("\xef\xbb\xbf <!DOCTYPE html><html>"), content.ErrPage},
		"script":                {[]byte("x<script>alert(1)</script>"), content.ErrPage},
		"gif that is a script":  {[]byte("GIF89a/*.......*/=alert(1)//"), content.ErrGIF},
		"heic":                  {[]byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"), content.ErrHEIC},
		"heif by its brands":    {[]byte("\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00mif1heic"), content.ErrHEIC},
		"avif":                  {[]byte("\x00\x00\x00\x18ftypavif\x00\x00\x00\x00mif1avif"), content.ErrAVIF},
		"tiff":                  {[]byte("II*\x00\x08\x00\x00\x00"), content.ErrTIFF},
		"windows program":       {[]byte("MZ\x90\x00"), content.ErrProgram},
		"linux program":         {[]byte("\x7fELF\x02\x01"), content.ErrProgram},
		"shell script":          {[]byte("#!/bin/sh\nrm -rf /"), content.ErrProgram},
		"zip":                   {archive(t, entry{"a.txt", "a"}), content.ErrArchive},
		"zip called a document": {archive(t, entry{"word/a.txt", "a"}, entry{"[Content_Types].xml", ""}), content.ErrArchive},
		"apk":                   {archive(t, entry{"AndroidManifest.xml", ""}, entry{"classes.dex", ""}), content.ErrArchive},
		"way out of a document": {docx(t, entry{"../../evil", "x"}), content.ErrArchive},
		"document with macros":  {docx(t, entry{"word/vbaProject.bin", "x"}), content.ErrMacros},
		"macros by their type":  {archive(t, entry{"[Content_Types].xml", "application/vnd.ms-word.document.macroEnabled.main+xml"}, entry{"word/document.xml", ""}), content.ErrMacros},
		"zip bomb":              {bomb, content.ErrDamaged},
		"cut document":          {docx(t)[:200], content.ErrDamaged},
		"rar":                   {[]byte("Rar!\x1a\x07"), content.ErrArchive},
		"matroska":              {bytes.Replace(fixture(t, "clip.webm"), []byte("webm"), []byte("mkva"), 1), content.ErrType},
		"cut movie":             {clip[:len(clip)-700], content.ErrDamaged},
		"movie of text":         {bytes.ReplaceAll(clip, []byte("vide\x00"), []byte("text\x00")), content.ErrType},
		"old office of nothing": {ole("Whatever", []byte("x")), content.ErrType},
		"old office with VBA":   {ole("VBA", []byte("x")), content.ErrMacros},
	} {
		if _, err := content.Judge(bytes.NewReader(c.b), int64(len(c.b))); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", name, err, c.want)
		}
	}
}

func TestAGlanceRefusesAtOnceWhatABeginningForbids(t *testing.T) {
	for want, b := range map[error]string{
		content.ErrHEIC: "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", content.ErrGIF: "GIF89a", content.ErrProgram: "MZ", content.ErrSVG: "<svg/>",
	} {
		if _, err := content.Glance(strings.NewReader(b), int64(len(b))); !errors.Is(err, want) {
			t.Errorf("got %v, want %v", err, want)
		}
	}
	clip := fixture(t, "clip.webm")
	if w, err := content.Glance(bytes.NewReader(clip), int64(len(clip))); err != nil || w.Kind != content.Video {
		t.Errorf("got %+v %v, want a video", w, err)
	}
}
