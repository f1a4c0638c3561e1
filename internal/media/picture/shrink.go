package picture

import (
	"image"
	"image/color"
	"image/draw"
)

// shrink returns the picture with its longest side at most side: halved exactly as
// long as that goes, then resampled once. The result is *image.YCbCr or opaque
// *image.RGBA.
func shrink(m image.Image, side int) image.Image {
	for longest(m.Bounds()) >= 2*side {
		m = halve(m)
	}
	m = plain(m)
	b := m.Bounds()
	long := longest(b)
	if long <= side {
		return m
	}
	w, h := max(1, (b.Dx()*side+long/2)/long), max(1, (b.Dy()*side+long/2)/long)
	return resample(m, w, h)
}

// plain lays what is not YCbCr on white.
func plain(m image.Image) image.Image {
	switch p := m.(type) {
	case *image.YCbCr:
		return p
	case *image.RGBA:
		if p.Opaque() {
			return p
		}
	}
	out := image.NewRGBA(image.Rect(0, 0, m.Bounds().Dx(), m.Bounds().Dy()))
	lay(out, m, m.Bounds().Min)
	return out
}

func lay(dst *image.RGBA, src image.Image, from image.Point) {
	draw.Draw(dst, dst.Rect, image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.Draw(dst, dst.Rect, src, from, draw.Over)
}

// halve averages two by two pixels; an odd last row or column is left out.
func halve(m image.Image) image.Image {
	switch p := m.(type) {
	case *image.YCbCr:
		if out := halveYCbCr(p); out != nil {
			return out
		}
	case *image.RGBA:
		if p.Opaque() {
			out := image.NewRGBA(image.Rect(0, 0, max(1, p.Rect.Dx()/2), max(1, p.Rect.Dy()/2)))
			halveRGBA(out, 0, p)
			return out
		}
	}
	return halveStrips(m)
}

// halveStrips lays a picture on white a few rows at a time: a large PNG is never
// there twice.
func halveStrips(m image.Image) image.Image {
	b := m.Bounds()
	w, h := b.Dx(), b.Dy()
	out := image.NewRGBA(image.Rect(0, 0, max(1, w/2), max(1, h/2)))
	const rows = 64
	strip := image.NewRGBA(image.Rect(0, 0, w, min(rows, h)))
	for y := 0; y/2 < out.Rect.Dy(); y += rows {
		lay(strip, m, b.Min.Add(image.Pt(0, y)))
		halveRGBA(out, y/2, strip)
	}
	return out
}

// halveRGBA writes the halved rows of src into dst from row y on.
func halveRGBA(dst *image.RGBA, y int, src *image.RGBA) {
	w := dst.Rect.Dx()
	right, below := 4, src.Stride
	if src.Rect.Dx() < 2 {
		right = 0
	}
	if src.Rect.Dy() < 2 {
		below = 0
	}
	for sy := 0; sy < max(1, src.Rect.Dy()/2*2) && y < dst.Rect.Dy(); sy, y = sy+2, y+1 {
		s, d := src.Pix[sy*src.Stride:], dst.Pix[y*dst.Stride:y*dst.Stride+4*w]
		for x := 0; x < w; x++ {
			i := 8 * x
			for c := i; c < i+3; c++ {
				d[4*x+c-i] = uint8((uint(s[c]) + uint(s[c+right]) + uint(s[c+below]) + uint(s[c+right+below]) + 2) / 4)
			}
			d[4*x+3] = 255
		}
	}
}

// halveYCbCr halves the planes as they are; nil for the rare samplings and for what
// is one pixel wide. Colours that were stored at half size already stay untouched.
func halveYCbCr(p *image.YCbCr) *image.YCbCr {
	w, h := p.Rect.Dx()/2, p.Rect.Dy()/2
	if w == 0 || h == 0 || p.Rect.Min != (image.Point{}) {
		return nil
	}
	wide, tall := 1, 1 // how many colour samples become one
	switch p.SubsampleRatio {
	case image.YCbCrSubsampleRatio444:
		wide, tall = 2, 2
	case image.YCbCrSubsampleRatio422:
		tall = 2
	case image.YCbCrSubsampleRatio440:
		wide = 2
	case image.YCbCrSubsampleRatio420:
	default:
		return nil
	}
	out := &image.YCbCr{SubsampleRatio: image.YCbCrSubsampleRatio444, Rect: image.Rect(0, 0, w, h), YStride: w, CStride: w}
	out.Y = halvePlane(p.Y, p.YStride, w, h, 2, 2)
	if wide == 1 && tall == 1 {
		out.Cb, out.Cr, out.CStride = p.Cb, p.Cr, p.CStride
		return out
	}
	out.Cb = halvePlane(p.Cb, p.CStride, w, h, wide, tall)
	out.Cr = halvePlane(p.Cr, p.CStride, w, h, wide, tall)
	return out
}

// halvePlane averages wide by tall samples into each of w by h.
func halvePlane(src []byte, stride, w, h, wide, tall int) []byte {
	out := make([]byte, w*h)
	right, below := wide-1, (tall-1)*stride
	for y := range h {
		s, d := src[y*tall*stride:], out[y*w:y*w+w]
		for x := range d {
			i := x * wide
			d[x] = uint8((uint(s[i]) + uint(s[i+right]) + uint(s[i+below]) + uint(s[i+right+below]) + 2) / 4)
		}
	}
	return out
}
