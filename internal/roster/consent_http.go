package roster

import (
	"context"
	"net/http"

	"magpie/internal/core"
	"magpie/internal/rest"
)

func (s *Service) consentRoutes(api *rest.API) {
	family := s.GuardianOfStudent()
	rest.Register(api, op("consent", http.MethodGet, "/children/{student}/consent", "Say what the family agreed to", family), s.httpConsent)
	rest.Register(api, op("consent-set", http.MethodPut, "/children/{student}/consent", "Say how far pictures of the own child may reach", family), s.httpSetConsent)
}

type consentOutput struct {
	Body struct {
		Photos   bool     `json:"photos" doc:"The whole class may see the child in pictures"`
		Pictures Pictures `json:"pictures" enum:"class,staff,nobody" doc:"How far pictures with the child reach: the strictest answer of the family"`
		Own      Pictures `json:"own,omitempty" enum:"class,staff,nobody" doc:"The reader's own answer"`
	}
}

type setConsentInput struct {
	Student StudentID `path:"student" maxLength:"40"`
	Body    struct {
		Photos   *bool    `json:"photos,omitempty" doc:"In place of pictures: true for class, false for nobody"`
		Pictures Pictures `json:"pictures,omitempty" doc:"class, staff or nobody"`
	}
}

func (s *Service) httpConsent(ctx context.Context, a core.Actor, in *studentInput) (*consentOutput, error) {
	c, err := s.ConsentFor(ctx, a, in.Student)
	out := &consentOutput{}
	out.Body.Photos, out.Body.Pictures, out.Body.Own = c.Pictures == PicturesClass, c.Pictures, c.Own
	return out, err
}

func (s *Service) httpSetConsent(ctx context.Context, a core.Actor, in *setConsentInput) (*nothing, error) {
	level := in.Body.Pictures
	if level == "" && in.Body.Photos != nil {
		level = PicturesNobody
		if *in.Body.Photos {
			level = PicturesClass
		}
	}
	return &nothing{}, s.SetConsent(ctx, a, in.Student, level)
}
