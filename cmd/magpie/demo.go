package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"reflect"

	"magpie/internal/app"
	"magpie/internal/app/demo"
)

type demoCmd struct {
	place
	door
	JSON bool `help:"Print the links as JSON."`
}

// Run plays the demo into an empty data directory and serves it; a directory
// that holds it already is served as it is.
func (c *demoCmd) Run(ctx context.Context) error {
	clock := &demo.Clock{}
	conf := c.config()
	conf.Clock, conf.PublicURL, conf.TrustProxy = clock, c.public(), c.TrustProxy
	a, err := app.New(ctx, conf)
	if err != nil {
		return err
	}
	defer a.Close()
	links, played, err := demo.Played(c.Data, c.public())
	if err == nil && !played {
		if links, err = demo.Play(ctx, a, clock); err == nil {
			err = demo.Keep(c.Data, c.public(), links)
		}
	}
	if err != nil {
		return err
	}
	return a.Serve(ctx, c.listen(), func(net.Addr) { c.tell(links) })
}

func (c *demoCmd) tell(links demo.Links) {
	if c.JSON {
		out := json.NewEncoder(os.Stdout)
		out.SetIndent("", "  ")
		_ = out.Encode(map[string]any{"url": c.public(), "links": links, "login": demo.Login, "password": demo.Password}) // stdout may be closed
		return
	}
	fmt.Printf("\nAn invented class of 45 is ready (虚构的 45 人班级). Open as:\n\n")
	v := reflect.ValueOf(links)
	for i := range v.NumField() {
		fmt.Printf("  %-12s %s\n", v.Type().Field(i).Tag.Get("json"), v.Field(i))
	}
	fmt.Printf("\n  or sign in as %s / %s\n", demo.Login, demo.Password)
}
