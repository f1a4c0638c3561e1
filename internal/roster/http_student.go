package roster

import (
	"context"
	"net/http"

	"magpie/internal/core"
	"magpie/internal/rest"
)

func (s *Service) studentRoutes(api *rest.API) {
	class, student, contact, family := s.StaffOfClass(), s.StaffOfStudent(), s.StaffOfContact(), s.GuardianOfStudent()
	rest.Register(api, op("students", http.MethodGet, "/classes/{class}/students", "List the children of a class with their families", class), s.httpStudents)
	rest.Register(api, op("student-add", http.MethodPost, "/classes/{class}/students", "Add a child by hand", class), s.httpAddStudent)
	rest.Register(api, op("student", http.MethodGet, "/students/{student}", "Show a child with its family", student), s.httpStudent)
	rest.Register(api, op("student-edit", http.MethodPut, "/students/{student}", "Change a child's name, number, gender or dormitory", student), s.httpEditStudent)
	rest.Register(api, op("student-leave", http.MethodPost, "/students/{student}/leave", "Take a child off the roster", student), s.httpLeave)
	rest.Register(api, op("contact-add", http.MethodPost, "/students/{student}/contacts", "Add a family's telephone number", student), s.httpAddContact)
	rest.Register(api, op("contact-edit", http.MethodPut, "/contacts/{contact}", "Change a telephone number", contact), s.httpEditContact)
	rest.Register(api, op("contact-drop", http.MethodDelete, "/contacts/{contact}", "Delete a telephone number", contact), s.httpDropContact)
	rest.Register(api, op("guardian-remove", http.MethodDelete, "/guardians/{guardian}", "End a guardian's place for a child at once", s.StaffOfGuardian()), s.httpRemoveGuardian)
	rest.Register(api, op("guardian-bar", http.MethodPost, "/guardians/{guardian}/bar", "Keep a guardian out by a court's order", s.HeadOfGuardian()), s.httpBar)
	rest.Register(api, op("guardian-unbar", http.MethodDelete, "/guardians/{guardian}/bar", "Let a barred guardian in again", s.HeadOfGuardian()), s.httpLiftBar)
	rest.Register(api, op("family-invite", http.MethodPost, "/children/{student}/invite", "Invite one more member of the own family", family, inviteRate), s.httpInviteFamily)
	s.consentRoutes(api)
}

type studentInput struct {
	Student StudentID `path:"student" maxLength:"40"`
}

type guardianView struct {
	ID       GuardianID  `json:"id"`
	Label    string      `json:"label" doc:"In the reader's language"`
	Relation string      `json:"relation"`
	StandIn  bool        `json:"standIn"`
	JoinedAt core.Millis `json:"joinedAt"`
	SeenAt   core.Millis `json:"seenAt"`
}

type contactView struct {
	ID       ContactID `json:"id"`
	Name     string    `json:"name"`
	Relation string    `json:"relation"`
	Phone    string    `json:"phone"`
}

type slipView struct {
	ExpiresAt core.Millis `json:"expiresAt"`
	State     string      `json:"state" enum:"open,used,gone"`
}

type studentView struct {
	ID        StudentID      `json:"id"`
	Class     ClassID        `json:"class"`
	Name      string         `json:"name"`
	Given     string         `json:"given"`
	Number    string         `json:"number"`
	Gender    string         `json:"gender"`
	Seat      int            `json:"seat"`
	Dorm      string         `json:"dorm" doc:"Where a boarder sleeps; empty for who goes home every day"`
	SortKey   string         `json:"sortKey" doc:"Pinyin; sorts by name"`
	State     State          `json:"state" enum:"in,standIn,waiting,invited,unknown"`
	Guardians []guardianView `json:"guardians"`
	Contacts  []contactView  `json:"contacts"`
	Bars      []Bar          `json:"bars" doc:"Who is barred from the child; nobody but staff learns of it"`
	Slip      *slipView      `json:"slip,omitempty"`
}

func viewStudent(f Family, lang string) studentView {
	st := f.Student
	v := studentView{ID: st.ID, Class: st.Class, Name: st.Name, Given: st.Given(), Number: st.Number, Gender: st.Gender, Seat: st.Seat, Dorm: st.Dorm,
		SortKey: st.SortKey, State: f.State, Guardians: []guardianView{}, Contacts: []contactView{}, Bars: []Bar{}}
	for _, g := range f.Guardians {
		v.Guardians = append(v.Guardians, guardianView{ID: g.ID, Label: Label(st.Name, g.Relation, lang), Relation: g.Relation,
			StandIn: g.StandIn, JoinedAt: g.JoinedAt, SeenAt: f.Seen[g.Person]})
	}
	for _, c := range f.Contacts {
		v.Contacts = append(v.Contacts, contactView{ID: c.ID, Name: c.Name, Relation: c.Relation, Phone: c.Phone})
	}
	for _, b := range f.Bars {
		b.Label = Label(st.Name, b.Relation, lang)
		v.Bars = append(v.Bars, b)
	}
	if f.SlipState != "" {
		v.Slip = &slipView{ExpiresAt: f.SlipUntil, State: f.SlipState}
	}
	return v
}

type studentOutput struct{ Body studentView }

type contactBody struct {
	Name     string `json:"name,omitempty" maxLength:"200"`
	Relation string `json:"relation,omitempty" maxLength:"100"`
	Phone    string `json:"phone" maxLength:"60"`
}

func (b contactBody) input() ContactInput { return ContactInput(b) }

type addStudentInput struct {
	Class ClassID `path:"class" maxLength:"40"`
	Body  struct {
		Name     string        `json:"name" maxLength:"200"`
		Number   string        `json:"number,omitempty" maxLength:"100"`
		Gender   string        `json:"gender,omitempty" doc:"m, f or empty"`
		Dorm     *string       `json:"dorm,omitempty" maxLength:"100" doc:"Where a boarder sleeps; left out, it stays as it is"`
		Contacts []contactBody `json:"contacts,omitempty"`
	}
}

type editStudentInput struct {
	Student StudentID `path:"student" maxLength:"40"`
	Body    struct {
		Name   string  `json:"name" maxLength:"200"`
		Number string  `json:"number,omitempty" maxLength:"100"`
		Gender string  `json:"gender,omitempty" doc:"m, f or empty"`
		Dorm   *string `json:"dorm,omitempty" maxLength:"100" doc:"Where a boarder sleeps; left out, it stays as it is"`
	}
}

type addContactInput struct {
	Student StudentID `path:"student" maxLength:"40"`
	Body    contactBody
}

type contactInput struct {
	Contact ContactID `path:"contact" maxLength:"40"`
}

type editContactInput struct {
	Contact ContactID `path:"contact" maxLength:"40"`
	Body    contactBody
}

type guardianInput struct {
	Guardian GuardianID `path:"guardian" maxLength:"40"`
}

type barInput struct {
	Guardian GuardianID `path:"guardian" maxLength:"40"`
	Body     struct {
		Reason string `json:"reason" maxLength:"1000" doc:"For staff of the class alone"`
	}
}

func (s *Service) httpStudents(ctx context.Context, a core.Actor, in *classListInput) (*listOutput[studentView], error) {
	families, err := s.Families(ctx, a, in.Class)
	views := make([]studentView, len(families))
	for i, f := range families {
		views[i] = viewStudent(f, a.Lang)
	}
	return listPage(views, func(v studentView) string { return string(v.ID) }, in.After, in.Limit), err
}

func (s *Service) httpAddStudent(ctx context.Context, a core.Actor, in *addStudentInput) (*idOutput[StudentID], error) {
	st := StudentInput{Name: in.Body.Name, Number: in.Body.Number, Gender: in.Body.Gender, Dorm: in.Body.Dorm}
	for _, c := range in.Body.Contacts {
		st.Contacts = append(st.Contacts, c.input())
	}
	out := &idOutput[StudentID]{}
	var err error
	out.Body.ID, err = s.AddStudent(ctx, a, in.Class, st)
	return out, err
}

func (s *Service) httpStudent(ctx context.Context, a core.Actor, in *studentInput) (*studentOutput, error) {
	f, err := s.Family(ctx, a, in.Student)
	return &studentOutput{Body: viewStudent(f, a.Lang)}, err
}

func (s *Service) httpEditStudent(ctx context.Context, a core.Actor, in *editStudentInput) (*nothing, error) {
	return &nothing{}, s.EditStudent(ctx, a, in.Student, StudentInput{Name: in.Body.Name, Number: in.Body.Number, Gender: in.Body.Gender, Dorm: in.Body.Dorm})
}

func (s *Service) httpLeave(ctx context.Context, a core.Actor, in *studentInput) (*nothing, error) {
	return &nothing{}, s.Leave(ctx, a, in.Student)
}

func (s *Service) httpAddContact(ctx context.Context, a core.Actor, in *addContactInput) (*idOutput[ContactID], error) {
	out := &idOutput[ContactID]{}
	var err error
	out.Body.ID, err = s.AddContact(ctx, a, in.Student, in.Body.input())
	return out, err
}

func (s *Service) httpEditContact(ctx context.Context, a core.Actor, in *editContactInput) (*nothing, error) {
	return &nothing{}, s.EditContact(ctx, a, in.Contact, in.Body.input())
}

func (s *Service) httpDropContact(ctx context.Context, a core.Actor, in *contactInput) (*nothing, error) {
	return &nothing{}, s.DropContact(ctx, a, in.Contact)
}

func (s *Service) httpRemoveGuardian(ctx context.Context, a core.Actor, in *guardianInput) (*nothing, error) {
	return &nothing{}, s.RemoveGuardian(ctx, a, in.Guardian)
}

func (s *Service) httpBar(ctx context.Context, a core.Actor, in *barInput) (*nothing, error) {
	return &nothing{}, s.Bar(ctx, a, in.Guardian, in.Body.Reason)
}

func (s *Service) httpLiftBar(ctx context.Context, a core.Actor, in *guardianInput) (*nothing, error) {
	return &nothing{}, s.LiftBar(ctx, a, in.Guardian)
}

func (s *Service) httpInviteFamily(ctx context.Context, a core.Actor, in *studentInput) (*inviteOutput, error) {
	i, err := s.InviteFamily(ctx, a, in.Student)
	return &inviteOutput{Body: i}, err
}
