package picture

import (
	"image"
	"image/color"
	"math"
)

// weights says from which samples, and how much of each, one new sample is made.
type weights struct {
	first int
	of    []float32
}

// catmullRom returns the weights that bring n samples down to m.
func catmullRom(n, m int) []weights {
	scale := float64(n) / float64(m)
	reach := 2 * scale
	out := make([]weights, m)
	for i := range out {
		centre := (float64(i)+0.5)*scale - 0.5
		first, last := max(0, int(math.Ceil(centre-reach))), min(n-1, int(math.Floor(centre+reach)))
		of, sum := make([]float32, last-first+1), float32(0)
		for j := range of {
			of[j] = float32(cubic(math.Abs(float64(first+j)-centre) / scale))
			sum += of[j]
		}
		for j := range of {
			of[j] /= sum
		}
		out[i] = weights{first, of}
	}
	return out
}

// cubic is the Catmull-Rom kernel.
func cubic(t float64) float64 {
	switch {
	case t < 1:
		return (1.5*t-2.5)*t*t + 1
	case t < 2:
		return ((-0.5*t+2.5)*t-4)*t + 2
	}
	return 0
}

// resample brings a picture down to w by h. It holds only the few rows that the next
// one is made of, so its memory does not grow with the picture.
func resample(m image.Image, w, h int) *image.RGBA {
	b := m.Bounds()
	across, down := catmullRom(b.Dx(), w), catmullRom(b.Dy(), h)
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	keep := len(down[h/2].of) + 2
	ring := make([][]float32, keep) // rows already brought down to w, by their number modulo keep
	line := make([]float32, 3*b.Dx())
	sum := make([]float32, 3*w)
	done := 0
	for y, from := range down {
		for ; done < from.first+len(from.of); done++ {
			if ring[done%keep] == nil {
				ring[done%keep] = make([]float32, 3*w)
			}
			readRow(line, m, done)
			squeeze(ring[done%keep], line, across)
		}
		clear(sum)
		for j, weight := range from.of {
			for i, v := range ring[(from.first+j)%keep] {
				sum[i] += weight * v
			}
		}
		writeRow(out.Pix[y*out.Stride:], sum)
	}
	return out
}

// readRow reads one row as red, green and blue.
func readRow(line []float32, m image.Image, y int) {
	switch p := m.(type) {
	case *image.YCbCr:
		for x := range len(line) / 3 {
			c := p.COffset(x, y)
			r, g, b := color.YCbCrToRGB(p.Y[y*p.YStride+x], p.Cb[c], p.Cr[c])
			line[3*x], line[3*x+1], line[3*x+2] = float32(r), float32(g), float32(b)
		}
	case *image.RGBA:
		row := p.Pix[y*p.Stride:]
		for x := range len(line) / 3 {
			line[3*x], line[3*x+1], line[3*x+2] = float32(row[4*x]), float32(row[4*x+1]), float32(row[4*x+2])
		}
	}
}

func squeeze(dst, line []float32, across []weights) {
	for x, from := range across {
		var r, g, b float32
		src := line[3*from.first : 3*(from.first+len(from.of))]
		for j, weight := range from.of {
			r += weight * src[3*j]
			g += weight * src[3*j+1]
			b += weight * src[3*j+2]
		}
		dst[3*x], dst[3*x+1], dst[3*x+2] = r, g, b
	}
}

func writeRow(pix []byte, sum []float32) {
	for x := range len(sum) / 3 {
		pix[4*x], pix[4*x+1], pix[4*x+2], pix[4*x+3] = whole(sum[3*x]), whole(sum[3*x+1]), whole(sum[3*x+2]), 255
	}
}

func whole(v float32) byte { return byte(min(255, max(0, v+0.5))) }
