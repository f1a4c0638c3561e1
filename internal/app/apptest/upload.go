package apptest

import (
	"bytes"
	"context"
	"encoding/base64"
	"io"
	"net/http"
	"path"
	"strconv"
)

// Upload sends bytes as a file for a conversation, the way browsers do (tus), and
// returns the file's id. It is ready after Develop.
func (c *Client) Upload(conversation, name string, content []byte) string {
	c.t.Helper()
	id := c.BeginUpload(conversation, name, len(content))
	sent := c.Bytes("PATCH", "/uploads/"+id, map[string]string{
		"Tus-Resumable": "1.0.0", "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream",
	}, content)
	if sent.StatusCode != http.StatusNoContent {
		c.t.Fatalf("upload %s: %d", name, sent.StatusCode)
	}
	var out struct {
		File struct{ ID, State string } `json:"file"`
	}
	c.Post("/uploads/"+id+"/finish", nil, &out)
	return out.File.ID
}

// BeginUpload says that so many bytes are coming, and returns the upload's id.
func (c *Client) BeginUpload(conversation, name string, size int) string {
	c.t.Helper()
	encoded := base64.StdEncoding.EncodeToString
	begun := c.Bytes("POST", "/uploads", map[string]string{
		"Tus-Resumable": "1.0.0", "Upload-Length": strconv.Itoa(size),
		"Upload-Metadata": "filename " + encoded([]byte(name)) + ",conversation " + encoded([]byte(conversation)),
	}, nil)
	if begun.StatusCode != http.StatusCreated {
		c.t.Fatalf("begin to upload %s: %d", name, begun.StatusCode)
	}
	return path.Base(begun.Header.Get("Location"))
}

// Bytes makes a request with headers of the test's own; the answer's body has been
// read and can be read again.
func (c *Client) Bytes(method, path string, header map[string]string, content []byte) *http.Response {
	c.t.Helper()
	r, err := http.NewRequest(method, c.base+"/api/v1"+path, bytes.NewReader(content))
	if err != nil {
		c.t.Fatal(err)
	}
	for name, value := range header {
		r.Header.Set(name, value)
	}
	res, err := c.http.Do(r)
	if err != nil {
		c.t.Fatalf("%s %s: %v", method, path, err)
	}
	defer func() { _ = res.Body.Close() }() // read to its end
	body, err := io.ReadAll(res.Body)
	if err != nil {
		c.t.Fatalf("%s %s: %v", method, path, err)
	}
	res.Body = io.NopCloser(bytes.NewReader(body))
	return res
}

// Develop prepares every file that was uploaded, without waiting for the worker.
func (w *World) Develop() {
	w.t.Helper()
	if err := w.App.Develop(context.Background()); err != nil {
		w.t.Fatalf("prepare files: %v", err)
	}
}

// Catch brings the search up with everything said, without waiting for the worker.
func (w *World) Catch() {
	w.t.Helper()
	if err := w.App.Catch(context.Background()); err != nil {
		w.t.Fatalf("bring the search up: %v", err)
	}
}
