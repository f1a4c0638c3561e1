package app

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/prometheus/client_golang/prometheus"

	"magpie/internal/core"
	"magpie/internal/db"
	"magpie/internal/media"
	"magpie/internal/media/bucket"
)

// openMedia constructs the room of pictures over the store that the configuration
// names: a directory, or a service that speaks S3.
func (a *App) openMedia() (*media.Service, error) {
	c := a.config
	blobs, err := c.blobs()
	if err != nil {
		return nil, err
	}
	a.metrics.registry.MustRegister(mediaNumbers{a.db})
	return media.New(media.Options{
		DB: a.db, Clock: c.Clock, Log: c.Log, Dir: c.Data, Blobs: blobs, Child: c.Picture, FFmpeg: c.FFmpeg, Originals: c.Originals, Nudger: a.hub,
	})
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

// Catch brings the search up with everything said so far; for tests.
func (a *App) Catch(ctx context.Context) error { return a.feed.Catch(ctx) }

// scrub compares what is stored with its sums.
func (a *App) scrub(ctx context.Context) error {
	_, err := a.media.Scrub(ctx)
	return err
}

// mediaNumbers counts files when somebody asks for the metrics.
type mediaNumbers struct{ db *db.DB }

var (
	filesGauge = prometheus.NewDesc("magpie_media_files", "Files by state; uploading is what is under way.", []string{"state"}, nil)
	blobsGauge = prometheus.NewDesc("magpie_media_blobs", "Stored blobs; broken ones did not fit their sums and were put aside.", []string{"state"}, nil)
	bytesGauge = prometheus.NewDesc("magpie_media_bytes", "Bytes of all stored blobs.", nil, nil)
)

// Describe names the numbers.
func (mediaNumbers) Describe(out chan<- *prometheus.Desc) {
	out <- filesGauge
	out <- blobsGauge
	out <- bytesGauge
}

// Collect counts them.
func (m mediaNumbers) Collect(out chan<- prometheus.Metric) {
	var t media.Totals
	err := m.db.Read(core.Background(), func(tx *db.Tx) (err error) {
		t, err = media.Count(tx)
		return err
	})
	if err != nil {
		out <- prometheus.NewInvalidMetric(filesGauge, err)
		return
	}
	put := func(d *prometheus.Desc, n int64, labels ...string) {
		out <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, float64(n), labels...)
	}
	put(filesGauge, int64(t.Files), "ready")
	put(filesGauge, int64(t.Working), "working")
	put(filesGauge, int64(t.Refused), "refused")
	put(filesGauge, int64(t.Uploads), "uploading")
	put(blobsGauge, int64(t.Blobs-t.Broken), "whole")
	put(blobsGauge, int64(t.Broken), "broken")
	put(bytesGauge, t.Bytes)
}

// examineMedia says whether pictures are whole, and what videos will look like.
func examineMedia(ctx context.Context, c Config, d *db.DB, say func(what, advice string)) {
	blobs, err := c.blobs()
	if err != nil {
		say("pictures", err.Error())
		return
	}
	var t media.Totals
	var damaged map[string][]string
	err = d.Read(ctx, func(tx *db.Tx) (err error) {
		if t, err = media.Count(tx); err == nil {
			damaged, err = media.Damaged(tx, 20)
		}
		return err
	})
	if err != nil {
		say("pictures", err.Error())
		return
	}
	say(fmt.Sprintf("pictures: %d files, %d MiB", t.Files, t.Bytes>>20), "")
	for id, files := range damaged {
		say("a stored picture is damaged: "+blobs.Where(id), "put it back from a backup (media/"+id[:2]+"/"+id+"); it is part of "+strings.Join(files, ", "))
	}
	if media.FindFFmpeg(c.FFmpeg) == "" {
		say("videos stay as they come and have no poster: ffmpeg is not installed", "")
	} else {
		say("videos are made smaller by ffmpeg", "")
	}
}
