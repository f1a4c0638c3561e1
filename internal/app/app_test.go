package app_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"magpie/internal/app"
	"magpie/internal/app/apptest"
)

func TestTheCommittedDocumentIsTheOneTheRoomsGive(t *testing.T) {
	want, err := app.Document(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("../../api/openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("api/openapi.json is not what the rooms register: run `make api` and read the diff")
	}
}

func TestEveryOperationHasAPolicyAndASentence(t *testing.T) {
	w := apptest.Open(t)
	seen := map[string]bool{}
	for _, op := range w.App.API().Ops() {
		if op.Policy.Name == "" || op.Summary == "" || op.Room == "" {
			t.Errorf("%s %s lacks a policy, a room or a summary", op.Method, op.Path)
		}
		if seen[op.ID] {
			t.Errorf("two operations are called %s", op.ID)
		}
		seen[op.ID] = true
	}
}

func TestEverySentenceIsThereInBothLanguages(t *testing.T) {
	w := apptest.Open(t)
	for key, word := range w.App.API().Texts() {
		if strings.TrimSpace(word.Zh) == "" || strings.TrimSpace(word.En) == "" {
			t.Errorf("%s: got zh %q, en %q", key, word.Zh, word.En)
		}
	}
}
