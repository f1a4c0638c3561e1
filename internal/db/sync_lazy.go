//go:build lazysync

package db

// syncLevel breaks the promise on purpose: at level 1, NORMAL, a commit may be
// rolled back by a power cut. The power-cut test must catch this build, or it
// proves nothing.
const syncLevel = 1
