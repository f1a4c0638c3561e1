package account

import (
	"context"
	"net/http"
	"time"

	"magpie/internal/core"
	"magpie/internal/rest"
)

type signInInput struct {
	Agent string `header:"User-Agent"`
	Body  struct {
		Login    string `json:"login" maxLength:"200" doc:"As chosen at set-up; capitals do not matter"`
		Password string `json:"password" maxLength:"1000"`
	}
}

type sessionOutput struct {
	SetCookie []http.Cookie `header:"Set-Cookie"`
}

type setupStateInput struct {
	Body struct {
		Token string `json:"token" maxLength:"200" doc:"From the link in the terminal"`
	}
}

type setupStateOutput struct {
	Body struct {
		Open bool `json:"open" doc:"Whether the link can still be used"`
	}
}

type pageInput struct {
	After string `query:"after" maxLength:"100"`
	Limit int    `query:"limit" minimum:"0" maximum:"200"`
}

type devicesOutput struct {
	Body struct {
		Items []Device `json:"items"`
		Next  string   `json:"next"`
	}
}

type deviceInput struct {
	Device string `path:"device" maxLength:"40"`
}

type passwordInput struct {
	Body struct {
		Old string `json:"old" maxLength:"1000"`
		New string `json:"new" maxLength:"1000"`
	}
}

type prefsInput struct{ Body Prefs }

// Routes registers the room's operations.
func (s *Service) Routes(api *rest.API) {
	api.Words(Words)
	door := rest.Rate{Burst: 30, Per: time.Minute}
	rest.Register(api, rest.Op{ID: "setup-state", Method: http.MethodPost, Path: "/setup/state", Room: "account",
		Summary: "Say whether a set-up link can still be used", Policy: rest.Anyone, Rate: door}, s.setupState)
	rest.Register(api, rest.Op{ID: "session-open", Method: http.MethodPost, Path: "/session", Room: "account", Status: http.StatusNoContent,
		Summary: "Sign in with login and password", Policy: rest.Anyone, Rate: door}, s.signIn)
	s.enterRoute(api)
	rest.Register(api, rest.Op{ID: "session-close", Method: http.MethodDelete, Path: "/session", Room: "account", Status: http.StatusNoContent,
		Summary: "Sign out on this device", Policy: rest.SignedIn}, s.signOut)
	rest.Register(api, rest.Op{ID: "devices", Method: http.MethodGet, Path: "/devices", Room: "account",
		Summary: "List the own signed-in devices", Policy: Admitted}, s.devices)
	rest.Register(api, rest.Op{ID: "device-revoke", Method: http.MethodDelete, Path: "/devices/{device}", Room: "account", Status: http.StatusNoContent,
		Summary: "Sign out another device", Policy: s.OwnDevice()}, s.revokeDevice)
	rest.Register(api, rest.Op{ID: "password-change", Method: http.MethodPut, Path: "/me/password", Room: "account", Status: http.StatusNoContent,
		Summary: "Change the own password and sign out all other devices", Policy: Admitted, Rate: door}, s.changePassword)
	rest.Register(api, rest.Op{ID: "preferences-set", Method: http.MethodPut, Path: "/me/preferences", Room: "account", Status: http.StatusNoContent,
		Summary: "Set language, text size, colours and elder mode", Policy: Admitted}, s.setPrefs)
}

func (s *Service) setupState(ctx context.Context, _ core.Actor, in *setupStateInput) (*setupStateOutput, error) {
	out := &setupStateOutput{}
	var err error
	out.Body.Open, err = s.SetupOpen(ctx, in.Body.Token)
	return out, err
}

func (s *Service) signIn(ctx context.Context, a core.Actor, in *signInInput) (*sessionOutput, error) {
	token, err := s.SignIn(ctx, in.Body.Login, in.Body.Password, Visit{Device: in.Agent, Addr: a.Addr})
	if err != nil {
		return nil, err
	}
	return &sessionOutput{SetCookie: []http.Cookie{s.Cookie(token)}}, nil
}

func (s *Service) signOut(ctx context.Context, a core.Actor, _ *struct{}) (*sessionOutput, error) {
	if err := s.SignOut(ctx, a); err != nil {
		return nil, err
	}
	return &sessionOutput{SetCookie: []http.Cookie{s.Cookie("")}}, nil
}

func (s *Service) devices(ctx context.Context, a core.Actor, in *pageInput) (*devicesOutput, error) {
	out := &devicesOutput{}
	var err error
	out.Body.Items, out.Body.Next, err = s.Devices(ctx, a, core.Page{After: in.After, Limit: in.Limit})
	return out, err
}

func (s *Service) revokeDevice(ctx context.Context, a core.Actor, in *deviceInput) (*struct{}, error) {
	return &struct{}{}, s.RevokeDevice(ctx, a, in.Device)
}

func (s *Service) changePassword(ctx context.Context, a core.Actor, in *passwordInput) (*struct{}, error) {
	return &struct{}{}, s.ChangePassword(ctx, a, in.Body.Old, in.Body.New)
}

func (s *Service) setPrefs(ctx context.Context, a core.Actor, in *prefsInput) (*struct{}, error) {
	return &struct{}{}, s.SetPrefs(ctx, a, in.Body)
}
