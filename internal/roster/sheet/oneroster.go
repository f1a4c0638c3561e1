package sheet

import (
	"slices"
	"strings"

	"magpie/internal/core"
)

// oneRoster reads the CSV archive of OneRoster 1.1. Its columns are fixed, so there is nothing to guess: the children
// of users.csv with their classes and with the people their agentSourcedIds name.
type oneRosterReader struct {
	users   []record
	byID    map[string]record
	classOf map[string]string // by user
	agents  map[string][]string
	sex     map[string]string
	result  Result
}

// record is one row of a CSV file by header.
type record struct {
	row    int
	fields map[string]string
}

func (r record) get(name string) string { return core.CleanLine(r.fields[strings.ToLower(name)]) }

// gone tells whether the sender has deleted the record.
func (r record) gone() bool { return strings.EqualFold(r.get("status"), "tobedeleted") }

func oneRoster(a *archive) (*Table, error) {
	o := oneRosterReader{byID: map[string]record{}, classOf: map[string]string{}, agents: map[string][]string{}, sex: map[string]string{},
		result: Result{Students: []Student{}, IgnoredColumns: []string{}, Problems: []Problem{}}}
	for _, load := range []func(*archive) error{o.loadUsers, o.loadClasses, o.loadSexes} {
		if err := load(a); err != nil {
			return nil, err
		}
	}
	phones := map[string][]string{}
	for _, u := range o.users {
		if o.guardian(u) {
			phones[u.get("sourcedId")] = o.phones(u)
		}
	}
	for _, u := range o.users {
		if u.get("role") == "student" && !u.gone() {
			o.student(u, phones)
		}
	}
	slices.SortStableFunc(o.result.Problems, func(a, b Problem) int { return a.Row - b.Row })
	return &Table{Format: FormatOneRoster, Encoding: "utf-8", Sheets: []string{}, HeaderRow: 1, Columns: []Column{}, fixed: &o.result}, nil
}

// records reads one CSV file of the archive; an absent one has none.
func records(a *archive, base string) ([]record, error) {
	name := a.named(base)
	if name == "" {
		return nil, nil
	}
	data, err := a.bytes(name)
	if err != nil {
		return nil, err
	}
	text, _, err := decode(data)
	if err != nil {
		return nil, err
	}
	g, err := separated(text, ',')
	if err != nil || len(g.rows) == 0 {
		return nil, err
	}
	var found []record
	for _, row := range g.rows[1:] {
		r := record{row: row.Number, fields: map[string]string{}}
		for i, h := range g.rows[0].Cells {
			if key := strings.ToLower(strings.TrimSpace(h.Text)); oneRosterFields[key] {
				r.fields[key] = withoutIDs(row.at(i).Text)
			}
		}
		found = append(found, r)
	}
	return found, nil
}

// oneRosterFields are all that is ever looked at.
var oneRosterFields = map[string]bool{"sourcedid": true, "status": true, "role": true, "givenname": true, "familyname": true, "identifier": true,
	"sms": true, "phone": true, "agentsourcedids": true, "title": true, "classtype": true, "classsourcedid": true, "usersourcedid": true, "sex": true}

func (o *oneRosterReader) loadUsers(a *archive) (err error) {
	o.users, err = records(a, "users.csv")
	for _, u := range o.users {
		o.byID[u.get("sourcedId")] = u
	}
	for _, u := range o.users {
		o.link(u)
	}
	return err
}

// link notes who belongs to whom, from whichever side it is told.
func (o *oneRosterReader) link(u record) {
	for _, id := range list(u.get("agentSourcedIds")) {
		child, agent := u.get("sourcedId"), id
		if o.guardian(u) {
			child, agent = agent, child
		}
		if known := o.agents[child]; len(known) < 2*maxFamily && !slices.Contains(known, agent) {
			o.agents[child] = append(o.agents[child], agent)
		}
	}
}

func (o *oneRosterReader) guardian(u record) bool {
	switch u.get("role") {
	case "parent", "guardian", "relative":
		return !u.gone()
	}
	return false
}

// loadClasses finds each user's class. Of several the homeroom is the one.
func (o *oneRosterReader) loadClasses(a *archive) error {
	classes, err := records(a, "classes.csv")
	if err != nil {
		return err
	}
	for _, name := range []string{"classes.csv", "enrollments.csv"} {
		if a.named(name) == "" {
			o.problem(0, name, WhyFileMissing)
		}
	}
	title, home := map[string]string{}, map[string]bool{}
	for _, c := range classes {
		if !c.gone() {
			title[c.get("sourcedId")] = c.get("title")
			home[c.get("sourcedId")] = c.get("classType") == "homeroom"
		}
	}
	enrollments, err := records(a, "enrollments.csv")
	settled := map[string]bool{}
	for _, e := range enrollments {
		user, class := e.get("userSourcedId"), e.get("classSourcedId")
		if e.gone() || e.get("role") != "student" || title[class] == "" || settled[user] {
			continue
		}
		if o.classOf[user] == "" || home[class] {
			o.classOf[user], settled[user] = title[class], home[class]
		}
	}
	return err
}

func (o *oneRosterReader) loadSexes(a *archive) error {
	demographics, err := records(a, "demographics.csv")
	for _, d := range demographics {
		o.sex[d.get("sourcedId")] = gender(d.get("sex"))
	}
	return err
}

// phones reads a guardian's numbers, the one for messages first.
func (o *oneRosterReader) phones(u record) []string {
	phones := []string{}
	for _, field := range []string{"sms", "phone"} {
		cell := readPhones(u.get(field))
		if why := cell.why(); why != "" {
			o.problem(u.row, "users.csv: "+field, why)
		}
		for _, c := range cell.calls {
			if !slices.Contains(phones, c.digits) {
				phones = append(phones, c.digits)
			}
		}
	}
	return phones
}

func (o *oneRosterReader) problem(row int, column string, why Why) {
	p := Problem{Row: row, Column: column, Why: why, Index: -1}
	if n := len(o.result.Problems); n == 0 || o.result.Problems[n-1] != p {
		o.result.Problems = append(o.result.Problems, p)
	}
}

func (o *oneRosterReader) student(u record, phones map[string][]string) {
	id := u.get("sourcedId")
	s := Student{Name: fullName(u), Number: u.get("identifier"), Gender: o.sex[id], Class: o.classOf[id], Guardians: []Guardian{}, Row: u.row}
	for _, agent := range o.agents[id] {
		g, known := o.byID[agent]
		switch {
		case !known:
			o.problem(u.row, "users.csv: agentSourcedIds", WhyUnknownGuardian)
		case o.guardian(g):
			s.Guardians = append(s.Guardians, Guardian{Name: fullName(g), Phones: phones[agent]})
		}
	}
	switch {
	case !hasLetter(s.Name):
		o.problem(u.row, "", WhyNameMissing)
		return
	case len([]rune(s.Name)) > maxName:
		o.problem(u.row, "", WhyNameTooLong)
		return
	case len(phonesOf(s.Guardians)) == 0:
		o.problem(u.row, "", WhyNoPhone)
	}
	o.result.Students = append(o.result.Students, s)
}

// fullName joins the parts as the script wants it: 方悦, but Ada Byron.
func fullName(u record) string {
	family, given := u.get("familyName"), u.get("givenName")
	if formula(family) || formula(given) {
		return ""
	}
	name, _ := personName(family + " " + given)
	if !hanAtStart(name) {
		name, _ = personName(given + " " + family)
	}
	return name
}

func list(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ';' || r == ' ' })
}
