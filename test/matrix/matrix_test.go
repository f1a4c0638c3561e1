// Package matrix tries every registered operation as every kind of person on
// every kind of object, over HTTP. The operations come from the registry, so a
// new one is tried as soon as it exists, and fails here until the table below
// says what its policy promises.
package matrix

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"magpie/internal/rest"
)

// promise says whom a policy lets in, from facts about people and objects alone;
// it is written apart from the policies' code on purpose.
var promise = map[string]func(p subject, s scope) bool{
	"anyone":    func(subject, scope) bool { return true },
	"signed-in": func(p subject, _ scope) bool { return p.known },
	"admitted":  func(p subject, _ scope) bool { return p.role != "" },

	"school-office": func(p subject, _ scope) bool { return p.office },
	"own-device": func(p subject, s scope) bool {
		return p.device != "" && s == own || s == neighbour && p.guards[neighbour] || s == otherSchool && p.guards[otherSchool]
	},

	"staff-of-class":  teaches,
	"head-of-class":   teaches, // all teachers of this world are heads
	"member-of-class": func(p subject, s scope) bool { return teaches(p, s) || inClass(p, s) },

	"staff-of-student":           teachesChild,
	"staff-of-guardian":          teachesChild,
	"head-of-guardian":           teachesChild,
	"staff-of-contact":           teachesChild,
	"staff-of-claim":             teaches,
	"guardian-of-student":        guards,
	"family-or-staff-of-student": func(p subject, s scope) bool { return teachesChild(p, s) || guards(p, s) },

	"conversation-member": func(p subject, s scope) bool { return teachesChild(p, s) || guards(p, s) },
	"ask-family":          guards,
	"ask-staff":           teaches,
	"ask-reader":          teaches, // the asks of this world are no chains
	"staff-of-link":       teaches,
	"staff-of-form":       inSchool,
	"staff-of-notice":     teaches,
	"notice-reader":       func(p subject, s scope) bool { return teaches(p, s) || guards(p, s) },
	"notice-family":       guards,
	"conversation-staff":  teachesChild,
	"conversation-family": guards,
	"own-waiting":         func(p subject, s scope) bool { return sender(p, s) && s != deleted },
	"staff-of-alarm":      teaches,
	"staff-of-experience": teaches,
	"school-member":       func(p subject, _ scope) bool { return p.role == "student" || len(p.teaches)+len(p.guards) > 0 },
	"own-upload":          sender,
	"own-file":            sender,
	"file-reader":         func(p subject, s scope) bool { return teachesChild(p, s) || guards(p, s) },
	"album-reader":        func(p subject, s scope) bool { return teaches(p, s) || inClass(p, s) },
	"staff-of-album":      teaches,
	"picture-keeper":      teaches, // the teacher added it
	"staff-of-picture":    teaches,
	"family-taking-leave": func(p subject, s scope) bool { return guards(p, s) || p.guarded[s] },
	"staff-of-plan":       teaches,
	"staff-of-round":      teaches,
	"round-family":        func(p subject, s scope) bool { return inClass(p, s) || p.role == "student" && classOf[s] == "A1" },
	"staff-of-search":     teaches,
	"search-asked":        func(p subject, s scope) bool { return worksThere(p, s) || inClass(p, s) }, // furnish asks the whole school
	"staff-of-alert":      teaches,
	"alert-warned": func(p subject, s scope) bool {
		return teachesOpen(p, s) || inClass(p, s) || p.role == "student" && classOf[s] == "A1"
	},
	"guardian": func(p subject, _ scope) bool { return p.role == "guardian" },
	"staff":    func(p subject, _ scope) bool { return p.role == "staff" },
}

func teaches(p subject, s scope) bool      { return p.teaches[classOf[s]] }
func teachesChild(p subject, s scope) bool { return teaches(p, s) && s != deleted }

// inSchool: staff of the scope's school.
func inSchool(p subject, s scope) bool {
	return p.role == "staff" && s != absent && p.teaches["B1"] == (s == otherSchool)
}

func worksThere(p subject, s scope) bool {
	return p.role == "staff" && s != absent && (s == otherSchool) == p.teaches["B1"]
}
func teachesOpen(p subject, s scope) bool { return teaches(p, s) && s != archived }
func sender(p subject, s scope) bool      { return p.office && teaches(p, s) } // furnish sends as the head teacher
func guards(p subject, s scope) bool      { return p.guards[s] }

// inClass: a guardian of any child of the scope's class.
func inClass(p subject, s scope) bool {
	for child := range p.guards {
		if classOf[child] == classOf[s] && s != absent {
			return true
		}
	}
	return false
}

func TestEveryOperationLetsInExactlyWhomItsPolicyPromises(t *testing.T) {
	w := build(t)
	ops := w.App.API().Ops()
	cells, allowed := 0, 0
	for _, op := range ops {
		may, ok := promise[op.Policy.Name]
		if !ok {
			t.Errorf("%s has policy %q: say in the table whom it lets in", op.ID, op.Policy.Name)
			continue
		}
		for _, s := range scopes {
			w.Clock.Advance(10 * time.Second) // so that nobody is told to slow down
			for _, p := range w.subjects {
				path, ok := w.path(op, s, p)
				if !ok {
					continue
				}
				cells++
				want := may(p, s)
				if want {
					allowed++
				}
				if got, answer := try(p, op, path); got != want {
					t.Errorf("%s %s as %s on %s: let in = %v, want %v (%s)", op.Method, op.Path, p.name, s, got, want, answer)
				}
			}
		}
	}
	t.Logf("%d operations, %d cells, %d let in", len(ops), cells, allowed)
}

// try makes the request without an idempotency key: whoever the policy lets in
// is then told that the key is missing, and nothing is done.
func try(p subject, op rest.Op, path string) (letIn bool, answer string) {
	if op.ID == "live-poll" {
		return p.browser.Waits(path), "the long poll"
	}
	problem := p.browser.Send(op.Method, path, "", map[string]any{}, nil)
	if problem == nil {
		return true, "200"
	}
	answer = fmt.Sprint(problem.Status, " ", problem.Key)
	switch {
	case problem.Key == "rest.signIn":
		return false, answer
	case problem.Key == "core.absent":
		return op.ID == "join-state", answer // whoever waits for nothing is told so, after being let in
	}
	return true, answer
}

var parameter = regexp.MustCompile(`\{([a-z]+)\}`)

// path fills the judged parameter with the scope's object and the others with
// nothing that exists; ok is false where the scope has no such object.
func (w *world) path(op rest.Op, s scope, p subject) (string, bool) {
	kind := op.Policy.Object
	if kind == "" && s != own {
		return "", false // judged by the actor alone: one cell is enough
	}
	id, ok := w.objects[kind][s]
	if kind == "device" && s == own {
		id, ok = p.device, p.device != ""
	}
	if kind != "" && !ok {
		return "", false
	}
	return parameter.ReplaceAllStringFunc(op.Path, func(name string) string {
		if strings.Trim(name, "{}") == op.Object {
			return id
		}
		return absentID
	}), true
}

func TestForbiddenAndAbsentCannotBeToldApart(t *testing.T) {
	w := build(t)
	stranger := w.subjects[11] // a mother of another school
	for _, op := range w.App.API().Ops() {
		if op.Policy.Object == "" || op.Policy.Object == "device" {
			continue
		}
		forbidden, ok1 := w.path(op, own, stranger)
		nothing, ok2 := w.path(op, absent, stranger)
		if !ok1 || !ok2 {
			t.Errorf("%s: no object of kind %q to try", op.ID, op.Policy.Object)
			continue
		}
		a := stranger.browser.Send(op.Method, forbidden, "", map[string]any{}, nil)
		b := stranger.browser.Send(op.Method, nothing, "", map[string]any{}, nil)
		if a == nil || b == nil || a.Status != b.Status || a.Key != b.Key || a.Detail != b.Detail {
			t.Errorf("%s: forbidden answers %v, absent %v", op.ID, a, b)
		}
	}
}

func TestTheMatrixNoticesAMissingGuard(t *testing.T) {
	w := build(t)
	open := 0
	for _, op := range w.App.API().Ops() {
		may := promise[op.Policy.Name]
		if op.Policy.Object == "" || may == nil {
			continue
		}
		// Were the guard gone, everybody would be let in; some cell must forbid that.
		noticed := false
		for _, s := range scopes {
			for _, p := range w.subjects {
				if _, ok := w.path(op, s, p); ok && !may(p, s) {
					noticed = true
				}
			}
		}
		if !noticed {
			t.Errorf("%s: no cell would turn red without its policy", op.ID)
		}
		open++
	}
	if open == 0 {
		t.Fatal("no operation judged an object")
	}
}
