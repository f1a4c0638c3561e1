package live

import "github.com/prometheus/client_golang/prometheus"

// metrics are numbers about the hub, never about people.
type metrics struct {
	frames prometheus.Counter
	drops  prometheus.Counter
}

func newMetrics(to prometheus.Registerer, h *Hub) *metrics {
	m := &metrics{
		frames: prometheus.NewCounter(prometheus.CounterOpts{Name: "magpie_live_frames_total", Help: "Frames handed to connections."}),
		drops:  prometheus.NewCounter(prometheus.CounterOpts{Name: "magpie_live_drops_total", Help: "Connections dropped because they fell behind."}),
	}
	if to != nil {
		to.MustRegister(m.frames, m.drops, prometheus.NewGaugeFunc(prometheus.GaugeOpts{
			Name: "magpie_live_connections", Help: "Open connections.",
		}, func() float64 { return float64(len(h.conns())) }))
	}
	return m
}

func (m *metrics) drop() { m.drops.Inc() }
