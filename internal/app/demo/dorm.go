package demo

import (
	"bytes"
	"context"
	"image/jpeg"
)

// dorm is a child's bed at school as its mother would photograph it: a window, a
// blanket, a bag under the bed.
func dorm() ([]byte, error) {
	c := newCanvas(1024, 768)
	c.fade(0, 1, ink{214, 222, 222, 255}, ink{222, 212, 192, 255})
	c.box(0.78, -0.1, 1.2, 0.48, ink{186, 219, 233, 255})
	frame := ink{255, 255, 255, 255}
	c.box(0.98, -0.1, 1, 0.48, frame)
	c.box(0.78, 0.17, 1.2, 0.19, frame)
	leg, board, cloth := ink{122, 90, 62, 255}, ink{150, 116, 78, 255}, ink{122, 160, 186, 255}
	c.box(0.08, 0.52, 0.16, 1.02, leg)
	c.box(1.17, 0.52, 1.25, 1.02, leg)
	c.box(0.08, 0.52, 1.25, 0.59, board)
	c.box(0.13, 0.37, 1.2, 0.52, cloth)
	c.limb(0.15, 0.4, 1.18, 0.4, 0.05, cloth)
	c.limb(0.2, 0.35, 0.4, 0.35, 0.06, ink{250, 250, 248, 255})
	bag := ink{44, 86, 124, 255}
	c.limb(0.6, 0.72, 0.68, 0.72, 0.05, bag)
	c.box(0.57, 0.71, 0.71, 0.76, ink{222, 213, 194, 255})
	c.limb(0.52, 0.82, 0.76, 0.82, 0.06, bag)
	c.box(0.46, 0.82, 0.82, 1.02, bag)
	var out bytes.Buffer
	err := jpeg.Encode(&out, c, &jpeg.Options{Quality: 85})
	return out.Bytes(), err
}

// photograph lets a family send one picture to its own room.
func (p *play) photograph(ctx context.Context, who, name string, content []byte) error {
	v, conv := p.family[who], "f-"+p.children[who]
	file, err := v.upload(ctx, conv, name, content)
	if err != nil {
		return err
	}
	if err := p.app.Develop(ctx); err != nil {
		return err
	}
	return v.post("/conversations/"+conv+"/messages", map[string]any{"files": []string{file}}, nil)
}
