//go:build ackearly

package db

// ackEarly breaks the promise on purpose: callers hear of success before the
// commit. The fault test must catch this build, or it proves nothing.
const ackEarly = true
