package app

import (
	"context"
	"path/filepath"
	"strings"

	"magpie/internal/media"
	"magpie/internal/media/bucket"
)

// openMedia constructs the room of pictures over the store that the configuration
// names: a directory, or a service that speaks S3.
func (a *App) openMedia() (*media.Service, error) {
	c := a.config
	o := media.Options{
		DB: a.db, Clock: c.Clock, Log: c.Log, Dir: c.Data, Child: c.Picture, FFmpeg: c.FFmpeg, Originals: c.Originals, Nudger: a.hub,
	}
	var err error
	if o.Blobs, err = c.blobs(); err != nil {
		return nil, err
	}
	return media.New(o)
}

// blobs opens the store that the configuration names.
func (c Config) blobs() (media.Blobs, error) {
	switch {
	case strings.HasPrefix(c.Media, "s3:"):
		return bucket.Open(c.Media, c.Clock)
	case c.Media != "":
		return media.OpenDirectory(c.Media)
	}
	return media.OpenDirectory(filepath.Join(c.Data, mediaDir))
}

// Develop prepares every uploaded file that waits, as the worker does by itself;
// the demo and tests ask for it.
func (a *App) Develop(ctx context.Context) error { return a.media.Develop(ctx) }

// scrub compares what is stored with its sums.
func (a *App) scrub(ctx context.Context) error {
	_, err := a.media.Scrub(ctx)
	return err
}
