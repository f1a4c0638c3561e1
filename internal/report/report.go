// Package report counts across the rooms: how many families are within reach, what
// needs a teacher today, what waits for a family's answer.
//
// Owns: no table.
//
// Promises: every number is children or families and adds up; every number that
// is not full names who is missing and what to do next. It only reads.
//
// Never: stores a figure that could drift from what it counts, or shows one to
// families, who find only what waits for themselves.
//
// Asks: the rooms on the left, by their read functions.
package report

import (
	"magpie/internal/db"
	"magpie/internal/roster"
)

// Service answers questions that need several rooms.
type Service struct {
	db     *db.DB
	roster *roster.Service
}

// Options are what app gives the room.
type Options struct {
	DB     *db.DB
	Roster *roster.Service
}

// New returns the service.
func New(o Options) *Service { return &Service{db: o.DB, roster: o.Roster} }
