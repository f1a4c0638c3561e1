package media

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"

	"magpie/internal/media/content"
	"magpie/internal/media/picture"
)

// Bounds of what ffmpeg may do with one video.
const (
	filmTime   = 15 * time.Minute
	posterTime = time.Minute
	filmLength = 20 * 60 // seconds
	filmSide   = "720"
)

// FindFFmpeg returns the program that the school has, or nothing.
func FindFFmpeg(wish string) string {
	switch wish {
	case "none":
		return ""
	case "":
		wish = "ffmpeg"
	}
	path, err := exec.LookPath(wish)
	if err != nil {
		return ""
	}
	if path, err = filepath.Abs(path); err != nil {
		return ""
	}
	return path
}

// demuxers are forced, so that no file is read as something that names other files.
var demuxers = map[string]string{content.MP4: "mov", content.MOV: "mov", content.WebM: "matroska"}

// film makes a smaller copy of a video that every phone plays; nil when it cannot be
// made, and the video stays as it came.
func (p *press) film(w content.What) (*os.File, content.What) {
	out, err := p.ffmpeg(filmTime, w, []string{
		"-map", "0:v:0", "-map", "0:a:0?", "-map_metadata", "-1", "-map_chapters", "-1", "-sn", "-dn", "-t", strconv.Itoa(filmLength),
		"-vf", "scale=w='if(gt(iw,ih),-2,min(" + filmSide + ",trunc(iw/2)*2))':h='if(gt(iw,ih),min(" + filmSide + ",trunc(ih/2)*2),-2)'",
		"-c:v", "libx264", "-preset", "veryfast", "-crf", "26", "-pix_fmt", "yuv420p", "-c:a", "aac", "-b:a", "96k",
		"-movflags", "+faststart", "-f", "mp4",
	})
	if err != nil {
		p.s.log.Warn("make a smaller video", "file", p.out.ID, "err", err)
		return nil, w
	}
	clean, small, err := p.cleaned(out)
	if err != nil || small.Kind != KindVideo {
		p.s.log.Warn("make a smaller video", "file", p.out.ID, "kind", small.Kind, "err", err)
		return nil, w
	}
	return clean, small
}

// poster keeps one picture of a video: after a second, where hands have settled.
func (p *press) poster(w content.What) error {
	at := "1"
	if w.Millis > 0 && w.Millis < 2000 {
		at = "0"
	}
	out, err := p.ffmpeg(posterTime, w, []string{"-map", "0:v:0", "-frames:v", "1", "-c:v", "mjpeg", "-q:v", "3", "-f", "image2pipe"}, "-ss", at)
	if err != nil {
		p.s.log.Warn("make a poster", "file", p.out.ID, "err", err)
		return nil // it is shown without
	}
	sizes, r, err := p.draw(out)
	if err != nil {
		p.s.log.Warn("make a poster", "file", p.out.ID, "err", err)
		return nil // as above
	}
	p.out.Placeholder = r.Placeholder
	for i, size := range map[int]string{0: SizeThumb, 1: SizePoster} {
		v := Variant{Size: size, Mime: content.JPEG, Width: r.Sizes[i].Width, Height: r.Sizes[i].Height}
		if err := p.keep(sizes[i], v); err != nil {
			return err
		}
	}
	return nil
}

// ffmpeg runs the program on the file, as a child with limits of its own.
func (p *press) ffmpeg(time time.Duration, w content.What, args []string, before ...string) (*os.File, error) {
	out, err := p.scratch()
	if err != nil {
		return nil, err
	}
	child, err := p.s.child()
	if err != nil {
		return nil, err
	}
	line := append([]string{p.s.ffmpeg, "-nostdin", "-hide_banner", "-loglevel", "error", "-y", "-threads", "1",
		"-protocol_whitelist", "file,pipe", "-max_alloc", strconv.Itoa(256 << 20), "-f", demuxers[w.Mime]}, before...)
	line = append(append(line, "-i", "file:"+p.src.Name()), args...)
	line = append(line, "-threads", "1", "-fs", strconv.FormatInt(p.s.limits.Upload, 10), "file:"+out.Name())
	ctx, stop := context.WithTimeout(p.ctx, time)
	defer stop()
	return out, picture.Film(ctx, child, line)
}
