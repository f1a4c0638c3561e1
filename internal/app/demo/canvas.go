package demo

import (
	"image"
	"image/color"
	"math"
)

// canvas is a picture that soft-edged shapes are painted on, the later over the
// earlier. Places are in parts of the height, so that scenes know no pixels.
type canvas struct {
	*image.RGBA
	unit float64 // pixels of one height
}

// ink is a colour and how much it covers.
type ink struct{ R, G, B, A uint8 }

func newCanvas(w, h int) *canvas {
	return &canvas{RGBA: image.NewRGBA(image.Rect(0, 0, w, h)), unit: float64(h)}
}

// fade paints a band from one ink to another, top to bottom.
func (c *canvas) fade(top, bottom float64, from, to ink) {
	for y := int(top * c.unit); y < int(bottom*c.unit) && y < c.Rect.Dy(); y++ {
		t := (float64(y)/c.unit - top) / (bottom - top)
		row := color.RGBA{R: mix(from.R, to.R, t), G: mix(from.G, to.G, t), B: mix(from.B, to.B, t), A: 255}
		for x := range c.Rect.Dx() {
			c.SetRGBA(x, y, row)
		}
	}
}

func mix(a, b uint8, t float64) uint8 { return uint8(float64(a)*(1-t) + float64(b)*t + 0.5) }

// blob paints an ellipse.
func (c *canvas) blob(x, y, rx, ry float64, in ink) {
	c.paint(x-rx, y-ry, x+rx, y+ry, in, func(px, py float64) float64 {
		return (1 - math.Hypot((px-x)/rx, (py-y)/ry)) * math.Min(rx, ry)
	})
}

// limb paints a line with round ends.
func (c *canvas) limb(x1, y1, x2, y2, r float64, in ink) {
	dx, dy := x2-x1, y2-y1
	long := math.Max(dx*dx+dy*dy, 1e-9)
	c.paint(math.Min(x1, x2)-r, math.Min(y1, y2)-r, math.Max(x1, x2)+r, math.Max(y1, y2)+r, in, func(px, py float64) float64 {
		t := math.Max(0, math.Min(1, ((px-x1)*dx+(py-y1)*dy)/long))
		return r - math.Hypot(px-x1-t*dx, py-y1-t*dy)
	})
}

// box paints a rectangle.
func (c *canvas) box(x1, y1, x2, y2 float64, in ink) {
	c.paint(x1, y1, x2, y2, in, func(px, py float64) float64 {
		return math.Min(math.Min(px-x1, x2-px), math.Min(py-y1, y2-py))
	})
}

// under paints everything below a line.
func (c *canvas) under(line func(x float64) float64, in ink) {
	c.paint(0, 0, float64(c.Rect.Dx())/c.unit, 1, in, func(px, py float64) float64 { return py - line(px) })
}

// paint lays ink wherever inside is positive; its edge is one pixel soft.
func (c *canvas) paint(x1, y1, x2, y2 float64, in ink, inside func(x, y float64) float64) {
	area := image.Rect(int(x1*c.unit)-1, int(y1*c.unit)-1, int(x2*c.unit)+2, int(y2*c.unit)+2).Intersect(c.Rect)
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			cover := inside((float64(x)+0.5)/c.unit, (float64(y)+0.5)/c.unit)*c.unit + 0.5
			if cover <= 0 {
				continue
			}
			t := math.Min(1, cover) * float64(in.A) / 255
			was := c.RGBAAt(x, y)
			c.SetRGBA(x, y, color.RGBA{R: mix(was.R, in.R, t), G: mix(was.G, in.G, t), B: mix(was.B, in.B, t), A: 255})
		}
	}
}
