//go:build !lazysync

package db

// syncLevel is SQLite's level at which a commit waits for the disk: 2, FULL.
const syncLevel = 2
