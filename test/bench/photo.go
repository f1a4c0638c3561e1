package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	"golang.org/x/image/draw"

	"magpie/internal/media/picture"
)

// photos measures how long the program's child takes to make the three sizes of a
// photo of twelve megapixels, and how much memory; beside it a child that does the
// bare work with the usual libraries.
func (b *bench) photos(ctx context.Context) error {
	photo := b.path("photo.jpg")
	if err := takePhoto(photo, b.size.photo); err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	var ours, bare []gauged
	for range 2*b.size.repeats + 1 {
		limit, err := b.gauge(ctx, photo, self, barePhoto)
		if err != nil {
			return err
		}
		own, err := b.gauge(ctx, photo, b.program, "picture")
		if err != nil {
			return err
		}
		ours, bare = append(ours, own), append(bare, limit)
	}
	took, most := medians(ours)
	limitTook, limitMost := medians(bare)
	b.setAgainst("photo12mp_ms", took, limitTook, "bare %.0f ms", limitTook)
	b.setAgainst("photo12mp_peak_mib", most, limitMost, "bare %.0f MiB", limitMost)
	return nil
}

func medians(runs []gauged) (ms, mib float64) {
	var all, most []float64
	for _, r := range runs {
		all, most = append(all, r.Millis), append(most, r.Peak)
	}
	return median(all), median(most)
}

// gauged is what a child needed.
type gauged struct {
	Millis float64 `json:"ms"`
	Peak   float64 `json:"mib"` // resident memory at its most
}

// The words by which this program becomes a child of itself.
const (
	barePhoto = "bare-photo"
	gaugeWord = "gauge"
)

// gauge runs a picture child below a small process of its own: the system counts
// the memory of whoever begins a child as the child's.
func (b *bench) gauge(ctx context.Context, photo, program, word string) (g gauged, err error) {
	self, err := os.Executable()
	if err != nil {
		return g, err
	}
	program, err = filepath.Abs(program)
	if err != nil {
		return g, err
	}
	c := exec.CommandContext(ctx, self, gaugeWord, photo, program, word)
	c.Stderr = os.Stderr
	out, err := c.Output()
	if err != nil {
		return g, fmt.Errorf("gauge %s %s: %w", program, word, err)
	}
	return g, json.Unmarshal(out, &g)
}

// serveGauge is the main function of the process below which a child is measured.
func serveGauge(args []string) error {
	src, err := os.Open(args[0])
	if err != nil {
		return err
	}
	defer src.Close() //nolint:errcheck // only read
	c := exec.Command(args[1], args[2])
	c.Stdin, c.Stderr = src, os.Stderr
	c.Env = []string{picture.Variable + "=1", "GOMAXPROCS=2"}
	for range 3 {
		f, err := os.CreateTemp("", "photo-*")
		if err != nil {
			return err
		}
		defer os.Remove(f.Name()) //nolint:errcheck // a temporary file
		c.ExtraFiles = append(c.ExtraFiles, f)
	}
	began := time.Now()
	if err := c.Run(); err != nil {
		return err
	}
	took := time.Since(began)
	for _, f := range c.ExtraFiles {
		if _, _, err := image.DecodeConfig(io.NewSectionReader(f, 0, math.MaxInt64)); err != nil {
			return fmt.Errorf("the child made no picture: %w", err)
		}
	}
	usage, ok := c.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		return errors.New("this system does not tell a child's memory")
	}
	return json.NewEncoder(os.Stdout).Encode(gauged{Millis: float64(took.Microseconds()) / 1000, Peak: float64(usage.Maxrss) / 1024})
}

// servePhoto is the main function of the bare child: decode, halve, resize, encode.
func servePhoto() error {
	_ = syscall.Setpriority(syscall.PRIO_PROCESS, 0, 10) // as the program's child does
	m, err := jpeg.Decode(os.Stdin)
	if err != nil {
		return err
	}
	for i, side := range []int{picture.Large, picture.Medium, picture.Thumb} {
		for long := longest(m); long > side; long = longest(m) {
			scaler, to := draw.Scaler(draw.CatmullRom), side
			if long >= 2*side {
				scaler, to = draw.ApproxBiLinear, long/2
			}
			next := image.NewRGBA(image.Rect(0, 0, m.Bounds().Dx()*to/long, m.Bounds().Dy()*to/long))
			scaler.Scale(next, next.Rect, m, m.Bounds(), draw.Src, nil)
			m = next
		}
		if err := jpeg.Encode(os.NewFile(uintptr(5-i), "size"), m, &jpeg.Options{Quality: 80}); err != nil {
			return err
		}
	}
	return nil
}

func longest(m image.Image) int { return max(m.Bounds().Dx(), m.Bounds().Dy()) }

// takePhoto writes a photo as a phone might: soft light, hard edges, grain. It is
// the same each time.
func takePhoto(path string, width int) error {
	grain := rand.New(rand.NewPCG(12, 12))
	m := image.NewYCbCr(image.Rect(0, 0, width, width*3/4), image.YCbCrSubsampleRatio420)
	for y := range m.Rect.Dy() {
		for x := range width {
			light := 128 + 70*math.Sin(float64(x)/310)*math.Cos(float64(y)/270)
			if (x/97+y/113)%5 == 0 {
				light += 30
			}
			m.Y[m.YOffset(x, y)] = uint8(light + 12*(grain.Float64()-0.5))
			c := m.COffset(x, y)
			m.Cb[c], m.Cr[c] = uint8(110+x*30/width), uint8(150-y*30/width)
		}
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	return errors.Join(jpeg.Encode(f, m, &jpeg.Options{Quality: 92}), f.Close())
}
