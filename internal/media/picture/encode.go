package picture

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"image"
	"image/jpeg"
	"image/png"
	"io"
)

func encode(w io.Writer, m image.Image, quality int) error {
	b := bufio.NewWriter(w)
	if err := jpeg.Encode(b, m, &jpeg.Options{Quality: quality}); err != nil {
		return err
	}
	return b.Flush()
}

// maxPlaceholder bounds the data: address, which stands in every entry.
const maxPlaceholder = 700

// placeholder draws a picture so small that an entry can carry it. Its colours are
// coarse: it is shown blurred, and packs better so.
func placeholder(m image.Image) string {
	for side := 16; side > 4; side -= 2 {
		tiny := rgba(shrink(m, side))
		for i := range tiny.Pix {
			if i%4 != 3 {
				tiny.Pix[i] &^= 7
			}
		}
		var b bytes.Buffer
		pack := png.Encoder{CompressionLevel: png.BestCompression}
		if err := pack.Encode(&b, tiny); err != nil {
			return ""
		}
		if address := "data:image/png;base64," + base64.StdEncoding.EncodeToString(b.Bytes()); len(address) <= maxPlaceholder {
			return address
		}
	}
	return ""
}
