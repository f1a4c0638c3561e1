package main

import (
	"bufio"
	"os"
)

// ackLog is the file of everything that was acknowledged. It is synced before a
// writer goes on; writers that arrive together share one sync.
type ackLog struct {
	file  *os.File
	queue chan entry
	ended chan struct{}
}

type entry struct {
	text string
	done chan error
}

func openAckLog(path string) (*ackLog, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR|os.O_APPEND, 0o600)
	if err != nil {
		return nil, err
	}
	l := &ackLog{file: f, queue: make(chan entry, writers), ended: make(chan struct{})}
	go l.run()
	return l, nil
}

// add returns when the text is on disk.
func (l *ackLog) add(text string) error {
	e := entry{text, make(chan error, 1)}
	l.queue <- e
	return <-e.done
}

func (l *ackLog) run() {
	defer close(l.ended)
	for e := range l.queue {
		batch := []entry{e}
		for len(l.queue) > 0 {
			batch = append(batch, <-l.queue)
		}
		var lines []byte
		for _, e := range batch {
			lines = append(append(lines, e.text...), '\n')
		}
		_, err := l.file.Write(lines)
		if err == nil {
			err = l.file.Sync()
		}
		for _, e := range batch {
			e.done <- err
		}
	}
}

// read returns all texts from the file.
func (l *ackLog) read() (texts []string, err error) {
	f, err := os.Open(l.file.Name())
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		texts = append(texts, lines.Text())
	}
	return texts, lines.Err()
}

func (l *ackLog) close() {
	close(l.queue)
	<-l.ended
	_ = l.file.Close() // every line was synced
}
