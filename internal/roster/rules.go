package roster

import (
	"context"
	"encoding/json"
	"fmt"

	"magpie/internal/account"
	"magpie/internal/core"
	"magpie/internal/db"
)

// Rule is one thing a class agrees on.
type Rule struct {
	Icon  string `json:"icon" pattern:"^[a-z-]{1,20}$" doc:"Name of a drawn sign: moon, lock, flower, image …"`
	Title string `json:"title" maxLength:"60"`
	Text  string `json:"text" maxLength:"300"`
}

// storedRule also keeps the English words of the rules that come with Magpie.
type storedRule struct {
	Rule
	English *Rule `json:"english,omitempty"`
}

// Rules are one version of what a class agrees on.
type Rules struct {
	Version int    `json:"version"`
	By      string `json:"by" doc:"Name of who wrote it"`
	Items   []Rule `json:"items"`
}

var defaultRules = []storedRule{
	{Rule{"moon", "22:00 到 7:00 不打扰", "夜里发的，早上才响。急事另有通道。"},
		&Rule{"moon", "Quiet from 22:00 to 7:00", "What is sent at night rings in the morning. Emergencies have a way of their own."}},
	{Rule{"lock", "孩子的分数只给自己家", "班里不比较、不排名、不点名。"},
		&Rule{"lock", "Marks go to the own family only", "The class does not compare, rank or name children."}},
	{Rule{"flower", "“收到”点一下就好", "不用刷屏，老师看得到每一家。"},
		&Rule{"flower", "One tap says “got it”", "No need to flood the class: the teacher sees every family."}},
	{Rule{"image", "照片只在班里看", "不转发到外面，不发广告和收款码。"},
		&Rule{"image", "Pictures stay in the class", "Nothing is passed on outside; no advertising, no payment codes."}},
}

// in returns a rule in a reader's language.
func (r storedRule) in(lang string) Rule {
	if lang == "en" && r.English != nil {
		return *r.English
	}
	return r.Rule
}

// ViewRules returns the current rules of a class in the actor's language.
func (s *Service) ViewRules(ctx context.Context, a core.Actor, class ClassID) (r Rules, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		c, err := LoadClass(tx, class)
		if err != nil {
			return err
		}
		r, err = loadRules(tx, c, a.Lang)
		return err
	})
	return r, err
}

// WriteRules makes a new version of a class's rules and returns it. Whoever joins
// from now on accepts this one.
func (s *Service) WriteRules(ctx context.Context, a core.Actor, class ClassID, items []Rule) (Rules, error) {
	kept, err := checkRules(items)
	if err != nil {
		return Rules{}, err
	}
	return db.Once(ctx, s.db, func(tx *db.Tx) (Rules, error) {
		c, err := LoadOpenClass(tx, class)
		if err != nil {
			return Rules{}, err
		}
		if c.RulesVersion, err = nextRules(tx, class); err != nil {
			return Rules{}, err
		}
		if err := addRules(tx, class, c.RulesVersion, kept, a.Person); err != nil {
			return Rules{}, err
		}
		return loadRules(tx, c, a.Lang)
	})
}

// checkRules cleans rules; one left as Magpie brought it keeps its other language.
func checkRules(items []Rule) ([]storedRule, error) {
	var c core.Check
	c.Require(len(items) > 0 && len(items) <= 12, "/items", "roster.rules.count")
	kept := make([]storedRule, len(items))
	for i, r := range items {
		r.Title, r.Text = core.CleanLine(r.Title), core.CleanText(r.Text)
		c.Length(r.Title, 1, 60, fmt.Sprintf("/items/%d/title", i))
		c.Length(r.Text, 0, 300, fmt.Sprintf("/items/%d/text", i))
		kept[i] = storedRule{Rule: r}
		for _, d := range defaultRules {
			if r == d.Rule || r == *d.English {
				kept[i] = d
			}
		}
	}
	return kept, c.Err()
}

func nextRules(tx *db.Tx, class ClassID) (version int, err error) {
	err = tx.QueryRow(`UPDATE roster_class SET rules_version = rules_version + 1 WHERE id = $1 RETURNING rules_version`, class).Scan(&version)
	return version, db.One(err)
}

func addRules(tx *db.Tx, class ClassID, version int, items []storedRule, by string) error {
	text, err := json.Marshal(items)
	if err != nil {
		return fmt.Errorf("write rules: %w", err)
	}
	_, err = tx.Exec(`INSERT INTO roster_rule (class, version, items, written_by, written_at) VALUES ($1, $2, $3, $4, $5)`,
		class, version, string(text), by, tx.Millis())
	return err
}

func loadRules(tx *db.Tx, c Class, lang string) (Rules, error) {
	r := Rules{Version: c.RulesVersion, Items: []Rule{}}
	var text, by string
	err := tx.QueryRow(`SELECT items, written_by FROM roster_rule WHERE class = $1 AND version = $2`, c.ID, c.RulesVersion).Scan(&text, &by)
	if err != nil {
		return r, db.One(err)
	}
	var stored []storedRule
	if err := json.Unmarshal([]byte(text), &stored); err != nil {
		return r, fmt.Errorf("read rules of %s: %w", c.ID, err)
	}
	for _, item := range stored {
		r.Items = append(r.Items, item.in(lang))
	}
	names, err := account.FindNames(tx, []string{by})
	r.By = names[by]
	return r, err
}

func acceptRules(tx *db.Tx, person string, class ClassID, version int) error {
	_, err := tx.Exec(`
		INSERT INTO roster_acceptance (person, class, version, accepted_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
		person, class, version, tx.Millis())
	return err
}
