package demo

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"image/jpeg"
	"math"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"path"
	"strconv"
)

// Drawings is how many different pictures there are; none shows anybody who lives.
const drawings = 12

// drawing returns the n-th picture of a sports day as a JPEG. It is drawn, small and
// the same every time.
func drawing(n int) ([]byte, error) {
	c := newCanvas(1024, 768)
	d := &scene{canvas: c, chance: rand.New(rand.NewPCG(7, uint64(n))), sky: skies[n%len(skies)]}
	d.land()
	[]func(){d.race, d.stage, d.tug, d.picnic}[n%4]()
	var out bytes.Buffer
	err := jpeg.Encode(&out, c, &jpeg.Options{Quality: 85})
	return out.Bytes(), err
}

// sky is the light of a scene.
type sky struct{ high, low, hill, grass, sun ink }

var skies = []sky{
	{ink{112, 178, 226, 255}, ink{222, 240, 246, 255}, ink{122, 170, 128, 255}, ink{138, 190, 104, 255}, ink{255, 244, 196, 255}},
	{ink{240, 176, 124, 255}, ink{252, 226, 190, 255}, ink{146, 132, 128, 255}, ink{150, 164, 92, 255}, ink{255, 236, 180, 255}},
	{ink{150, 200, 220, 255}, ink{236, 240, 230, 255}, ink{96, 150, 124, 255}, ink{120, 176, 110, 255}, ink{255, 250, 220, 255}},
}

// shirts are what the children wear.
var shirts = []ink{{214, 69, 65, 255}, {52, 120, 196, 255}, {244, 180, 52, 255}, {64, 156, 110, 255}, {140, 96, 176, 255}, {240, 240, 236, 255}}

type scene struct {
	*canvas
	chance *rand.Rand
	sky    sky
}

func (d *scene) in(from, to float64) float64 { return from + d.chance.Float64()*(to-from) }

// land paints sky, sun, hills, trees and grass.
func (d *scene) land() {
	d.fade(0, 0.62, d.sky.high, d.sky.low)
	d.blob(d.in(0.2, 1.1), d.in(0.1, 0.22), 0.07, 0.07, d.sky.sun)
	for range 4 {
		x, y := d.in(0, 1.3), d.in(0.06, 0.3)
		for i := range 4 {
			d.blob(x+0.05*float64(i), y-0.012*float64(i%2), 0.055, 0.026, ink{255, 255, 255, 210})
		}
	}
	shift := d.in(0, 6)
	d.under(func(x float64) float64 { return 0.5 + 0.05*math.Sin(3*x+shift) }, d.sky.hill)
	d.under(func(float64) float64 { return 0.6 }, d.sky.grass)
	for range 7 {
		d.tree(d.in(0, 1.33), d.in(0.56, 0.61), d.in(0.7, 1.2))
	}
}

func (d *scene) tree(x, y, s float64) {
	d.limb(x, y, x, y-0.08*s, 0.008*s, ink{112, 84, 62, 255})
	for range 6 {
		g := uint8(d.in(110, 150))
		d.blob(x+d.in(-0.03, 0.03)*s, y-0.1*s+d.in(-0.035, 0.03)*s, 0.035*s, 0.035*s, ink{g - 50, g, g - 64, 255})
	}
}

// child paints somebody in a shirt, in a stride of -1 to 1, arms up or not.
func (d *scene) child(x, y, s, stride float64, up bool) {
	skin, dark := ink{236, 196, 160, 255}, ink{58, 62, 78, 255}
	shirt := shirts[d.chance.IntN(len(shirts))]
	hip, neck := y-0.09*s, y-0.16*s
	d.blob(x, y+0.004, 0.035*s, 0.006*s, ink{0, 0, 0, 40})
	d.limb(x, hip, x+0.04*s*stride, y, 0.009*s, dark)
	d.limb(x, hip, x-0.04*s*stride, y-0.02*s*math.Abs(stride), 0.009*s, dark)
	hand := neck + 0.055*s
	if up {
		hand = neck - 0.07*s
	}
	d.limb(x, neck, x+(0.03+0.02*math.Abs(stride))*s, hand, 0.007*s, skin)
	d.limb(x, neck, x-(0.03+0.02*math.Abs(stride))*s, hand, 0.007*s, skin)
	d.limb(x, neck+0.01*s, x, hip, 0.02*s, shirt)
	d.blob(x, neck-0.03*s, 0.02*s, 0.022*s, skin)
	d.blob(x, neck-0.04*s, 0.021*s, 0.014*s, ink{40, 34, 34, 255})
}

// race paints runners on a track.
func (d *scene) race() {
	for lane := range 6 {
		y := 0.66 + 0.055*float64(lane)
		d.box(0, y, 1.34, y+0.055, ink{190, 98, 76, 255})
		d.box(0, y, 1.34, y+0.004, ink{250, 240, 230, 255})
	}
	d.box(1.12, 0.66, 1.14, 0.99, ink{250, 246, 240, 255})
	for lane := range 5 {
		d.child(d.in(0.15, 1.05), 0.72+0.055*float64(lane), 1.05+0.12*float64(lane), d.in(0.7, 1), false)
	}
	for i := range 9 {
		d.child(0.08+0.14*float64(i), 0.64, 0.6, 0, i%3 != 1)
	}
}

// stage paints a choir between curtains.
func (d *scene) stage() {
	d.box(0.12, 0.2, 1.22, 0.78, ink{70, 48, 66, 255})
	d.blob(0.67, 0.62, 0.5, 0.3, ink{255, 226, 170, 70})
	d.box(0.08, 0.76, 1.26, 0.86, ink{164, 118, 82, 255})
	for i := range 6 {
		for _, x := range []float64{0.13 + 0.03*float64(i), 1.05 + 0.03*float64(i)} {
			d.limb(x, 0.2, x-0.004, 0.74, 0.018, ink{uint8(150 + 16*(i%2)), 40, 52, 255})
		}
	}
	d.box(0.08, 0.16, 1.26, 0.24, ink{176, 48, 58, 255})
	for row := range 2 {
		for i := range 8 - row {
			d.child(0.36+0.088*float64(i)+0.044*float64(row), 0.74+0.04*float64(row), 0.95, 0, (i+row)%4 == 0)
		}
	}
}

// tug paints two teams and a rope.
func (d *scene) tug() {
	d.limb(0.08, 0.74, 1.26, 0.74, 0.006, ink{206, 178, 128, 255})
	d.limb(0.67, 0.73, 0.67, 0.8, 0.006, ink{214, 69, 65, 255})
	for i := range 5 {
		d.child(0.12+0.1*float64(i), 0.84, 1.15, -0.9, false)
		d.child(0.8+0.1*float64(i), 0.84, 1.15, 0.9, false)
	}
	for i := range 6 {
		d.child(0.2+0.18*float64(i), 0.66, 0.6, 0, true)
	}
}

// picnic paints a tree, a cloth and children in the shade.
func (d *scene) picnic() {
	d.tree(0.3, 0.84, 4.2)
	d.blob(0.75, 0.86, 0.36, 0.07, ink{232, 226, 214, 255})
	for i := range 12 {
		d.blob(0.5+0.045*float64(i), 0.855+0.02*math.Sin(float64(i)*2), 0.014, 0.012, shirts[i%5])
	}
	for i := range 6 {
		d.child(0.48+0.12*float64(i), 0.8+0.03*float64(i%2), 0.95, 0, i%3 == 0)
	}
}

// upload sends bytes as a file for a conversation, the way a browser does, and
// returns its id; it is ready after the app has developed it.
func (v *visitor) upload(ctx context.Context, conversation, name string, content []byte) (string, error) {
	encoded := base64.StdEncoding.EncodeToString
	begun, err := v.tus(ctx, "POST", "/uploads", map[string]string{
		"Upload-Length":   strconv.Itoa(len(content)),
		"Upload-Metadata": "filename " + encoded([]byte(name)) + ",conversation " + encoded([]byte(conversation)),
	}, nil)
	if err != nil {
		return "", err
	}
	id := path.Base(begun.Get("Location"))
	if _, err := v.tus(ctx, "PATCH", "/uploads/"+id, map[string]string{
		"Upload-Offset": "0", "Content-Type": "application/offset+octet-stream",
	}, content); err != nil {
		return "", err
	}
	return id, v.post("/uploads/"+id+"/finish", nil, nil)
}

func (v *visitor) tus(ctx context.Context, method, path string, header map[string]string, content []byte) (http.Header, error) {
	r := httptest.NewRequestWithContext(ctx, method, "/api/v1"+path, bytes.NewReader(content))
	r.RemoteAddr = v.addr
	r.Header.Set("Cookie", v.cookie)
	r.Header.Set("Tus-Resumable", "1.0.0")
	for k, value := range header {
		r.Header.Set(k, value)
	}
	w := httptest.NewRecorder()
	v.h.ServeHTTP(w, r)
	if w.Code >= 400 {
		return nil, fmt.Errorf("%s %s: %d %s", method, path, w.Code, w.Body)
	}
	return w.Result().Header, nil
}
