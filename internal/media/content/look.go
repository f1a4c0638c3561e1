package content

import "io"

func lookMP4(io.ReaderAt, int64) (What, error)   { return What{}, ErrType }
func lookWebM(io.ReaderAt, int64) (What, error)  { return What{}, ErrType }
func lookOgg(io.ReaderAt, int64) (What, error)   { return What{}, ErrType }
func lookMP3(io.ReaderAt, int64) (What, error)   { return What{}, ErrType }
func lookOOXML(io.ReaderAt, int64) (What, error) { return What{}, ErrArchive }
func lookOLE(io.ReaderAt, int64) (What, error)   { return What{}, ErrType }
func isMP3([]byte) bool                          { return false }
