package media_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

func TestLengthThatOutlivedAPowerCutWithoutItsBytesIsNotCounted(t *testing.T) {
	s := open(t)
	paper := append([]byte("%PDF-1.4\n"), bytes.Repeat([]byte("the words of a paper\n"), 500)...)
	id := s.began(s.Teacher, "a.pdf", len(paper))
	s.patch(s.Teacher, id, 0, paper[:4096])
	f, err := os.OpenFile(filepath.Join(s.dir, "uploads", id), os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write(make([]byte, len(paper)-4096)); err != nil { // what a cut leaves of bytes that were not synced
		t.Fatal(err)
	}
	_ = f.Close() // only written
	s.start()
	if _, status := s.finish(s.Teacher, id); status != 409 {
		t.Errorf("finish with bytes that never arrived: got %d, want 409", status)
	}
	if at := s.offsetOf(s.Teacher, id); at != 4096 {
		t.Fatalf("the upload stands at %d, want 4096", at)
	}
	s.patch(s.Teacher, id, 4096, paper[4096:])
	file, _ := s.finish(s.Teacher, id)
	if err := s.media.Develop(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := s.fetch(s.Teacher, file.ID, "file"); !bytes.Equal(got, paper) {
		t.Errorf("got %d other bytes than the %d sent", len(got), len(paper))
	}
}
