package sheet

import (
	"archive/zip"
	"bufio"
	"bytes"
	"errors"
	"io"
	"path"
	"strings"
)

// archive is a zip file from a stranger: looked over before anything is unpacked, and unpacked within one budget.
type archive struct {
	files  map[string]*zip.File // by lower-case path
	budget int64                // bytes that may still be unpacked
}

// openArchive reads the directory only. The signatures are counted first: reading a directory of a million files would
// already cost more than the whole import may.
func openArchive(data []byte) (*archive, error) {
	if bytes.Count(data, []byte("PK\x01\x02")) > maxEntries {
		return nil, ErrBomb
	}
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, ErrTruncated.Because(err)
	}
	a := &archive{files: make(map[string]*zip.File, len(r.File)), budget: maxInflated}
	declared := uint64(0)
	for _, f := range r.File {
		size := f.UncompressedSize64
		declared += size
		if declared > maxDeclared || size > 1<<20 && size/max(f.CompressedSize64, 1) > maxRatio {
			return nil, ErrBomb
		}
		a.files[strings.ToLower(strings.ReplaceAll(f.Name, "\\", "/"))] = f
	}
	return a, nil
}

// named finds a file by its last name, whichever folder it was packed in.
func (a *archive) named(base string) string {
	for name := range a.files {
		if path.Base(name) == base {
			return name
		}
	}
	return ""
}

// part opens one file for reading. What is read counts against the budget of the whole archive.
func (a *archive) part(name string) (*part, error) {
	f := a.files[strings.ToLower(strings.TrimPrefix(name, "/"))]
	if f == nil {
		return nil, ErrTruncated
	}
	if f.Flags&1 != 0 {
		return nil, ErrEncrypted
	}
	body, err := f.Open()
	if err != nil {
		return nil, ErrTruncated.Because(err)
	}
	return &part{archive: a, body: body}, nil
}

// bytes unpacks a whole small file.
func (a *archive) bytes(name string) ([]byte, error) {
	p, err := a.part(name)
	if err != nil {
		return nil, err
	}
	defer p.Close()
	data, err := io.ReadAll(bufio.NewReader(p))
	return data, damaged(err)
}

// part is one file being unpacked.
type part struct {
	archive *archive
	body    io.ReadCloser
}

// Read unpacks on, until the budget of the archive is used up.
func (p *part) Read(buf []byte) (int, error) {
	if p.archive.budget <= 0 {
		return 0, tooLarge("bytes", 0)
	}
	n, err := p.body.Read(buf[:min(int64(len(buf)), p.archive.budget)])
	p.archive.budget -= int64(n)
	return n, err
}

// Close ends the unpacking.
func (p *part) Close() error { return p.body.Close() }

// damaged names every failure of unpacking that is not our own refusal.
func damaged(err error) error {
	if err == nil || errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil
	}
	for _, own := range []error{ErrTooLarge, ErrBomb, ErrEncrypted, ErrTruncated} {
		if errors.Is(err, own) {
			return err
		}
	}
	return ErrTruncated.Because(err)
}
