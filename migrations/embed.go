// Package migrations holds the numbered steps that build Magpie's tables. Each
// room adds its own NNNN_room_what.sql; a step that was released never changes.
package migrations

import "embed"

// FS holds every migration, for db.Open alone.
//
//go:embed *.sql
var FS embed.FS
