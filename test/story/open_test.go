package story

import (
	"encoding/base64"
	"os"
	"path/filepath"
	"testing"

	"magpie/internal/app/apptest"
)

// sample reads a roster of the samples folder, which lies beside the repository.
func sample(t *testing.T, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("../../../shared/samples/rosters", name))
	if os.IsNotExist(err) {
		t.Skipf("LOUD: the samples folder is not beside this checkout, so %s was not imported", name)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b
}

type dryRun struct {
	Digest string
	Counts struct{ Students, Guardians int }
	Change struct {
		Added, Removed []string
		Changed        []struct{ Name string }
		Same           int
	}
}

func TestASchoolOpensFromTheLinkAndTheFileItReallyHas(t *testing.T) {
	w := apptest.Open(t)
	link, err := w.App.SetupLink(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	token := link[len(w.URL+"/setup#"):]
	teacher := w.Stranger()
	in := map[string]string{"token": token, "school": "青川实验中学", "teacher": "王老师", "login": "wang", "password": apptest.Password, "class": "高一（3）班"}
	var made struct{ Class string }
	teacher.Post("/setup", in, &made)
	if p := w.Stranger().Refused("POST", "/setup", in); p.Key != "account.setup.gone" {
		t.Errorf("the set-up link worked twice: %v", p)
	}

	s := apptest.School{Class: made.Class, Teacher: teacher}
	body := map[string]any{"filename": "gaoyi3.xlsx", "content": base64.StdEncoding.EncodeToString(sample(t, "gaoyi3.xlsx"))}
	var seen dryRun
	teacher.Post("/classes/"+s.Class+"/roster/dry-run", body, &seen)
	if len(s.Children()) != 0 {
		t.Fatal("the dry run wrote something")
	}
	body["seen"] = seen.Digest
	teacher.Post("/classes/"+s.Class+"/roster/import", body, nil)
	if n := len(s.Children()); n != 45 || seen.Counts.Students != 45 {
		t.Errorf("imported %d children, dry run said %d", n, seen.Counts.Students)
	}

	delete(body, "seen")
	teacher.Post("/classes/"+s.Class+"/roster/dry-run", body, &seen)
	if len(seen.Change.Added)+len(seen.Change.Removed)+len(seen.Change.Changed) != 0 || seen.Change.Same != 45 {
		t.Errorf("the same file again would change %+v", seen.Change)
	}
	body["seen"] = "something else"
	if p := teacher.Refused("POST", "/classes/"+s.Class+"/roster/import", body); p.Key != "roster.import.changed" {
		t.Errorf("an import that was not seen: %v", p)
	}
}
