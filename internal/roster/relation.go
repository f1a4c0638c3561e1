package roster

import (
	"strings"

	"magpie/internal/account"
	"magpie/internal/core"
	"magpie/internal/db"
)

// relations lists the canonical words with how a child calls that person and the
// English word. None of them may sound like staff: 李明老师 is no name for a family.
var relations = []struct{ word, call, english string }{
	{"父亲", "爸爸", "father"}, {"母亲", "妈妈", "mother"},
	{"继父", "爸爸", "father"}, {"继母", "妈妈", "mother"},
	{"爷爷", "爷爷", "grandfather"}, {"奶奶", "奶奶", "grandmother"},
	{"外公", "外公", "grandfather"}, {"外婆", "外婆", "grandmother"},
	{"哥哥", "哥哥", "brother"}, {"姐姐", "姐姐", "sister"},
	{"弟弟", "弟弟", "brother"}, {"妹妹", "妹妹", "sister"},
	{"嫂子", "嫂子", "sister-in-law"}, {"姐夫", "姐夫", "brother-in-law"},
	{"伯父", "伯伯", "uncle"}, {"伯母", "伯母", "aunt"},
	{"叔叔", "叔叔", "uncle"}, {"婶婶", "婶婶", "aunt"},
	{"姑姑", "姑姑", "aunt"}, {"姑父", "姑父", "uncle"},
	{"舅舅", "舅舅", "uncle"}, {"舅妈", "舅妈", "aunt"},
	{"姨妈", "姨妈", "aunt"}, {"姨父", "姨父", "uncle"}, {"阿姨", "阿姨", "aunt"},
	{"邻居", "邻居", "neighbour"}, {"监护人", "监护人", "guardian"}, {"亲戚", "亲戚", "relative"},
}

// aliases leads other words to the canonical one.
var aliases = map[string]string{
	"父": "父亲", "爸": "父亲", "爸爸": "父亲", "父子": "父亲", "父女": "父亲", "father": "父亲", "dad": "父亲",
	"母": "母亲", "妈": "母亲", "妈妈": "母亲", "母子": "母亲", "母女": "母亲", "mother": "母亲", "mom": "母亲", "mum": "母亲",
	"祖父": "爷爷", "祖母": "奶奶", "外祖父": "外公", "姥爷": "外公", "外祖母": "外婆", "姥姥": "外婆",
	"哥": "哥哥", "姐": "姐姐", "兄": "哥哥", "伯伯": "伯父", "大伯": "伯父", "叔": "叔叔", "叔父": "叔叔", "姑妈": "姑姑", "姑": "姑姑",
	"舅": "舅舅", "舅父": "舅舅", "舅母": "舅妈", "姨": "姨妈", "姨母": "姨妈", "亲属": "亲戚", "neighbour": "邻居", "neighbor": "邻居",
	"guardian": "监护人", "brother": "哥哥", "sister": "姐姐", "grandfather": "爷爷", "grandmother": "奶奶",
	"uncle": "叔叔", "aunt": "阿姨", "relative": "亲戚",
}

// Relation returns the canonical word for a relation in either language; a word
// it does not know comes back cleaned, as it is.
func Relation(word string) string {
	word = core.CleanLine(word)
	if to, ok := aliases[strings.ToLower(word)]; ok {
		return to
	}
	return word
}

// Label returns how a family member stands in the class: 李明妈妈, or "李明's
// mother" in English. A relation without a known word is 李明家人: nobody's typed
// text becomes a name.
func Label(student, relation, lang string) string {
	call, english := "家人", "family"
	if i := known(relation); i >= 0 {
		call, english = relations[i].call, relations[i].english
	}
	if lang == "en" {
		return student + "'s " + english
	}
	return student + call
}

// known returns the place of a word among the relations, -1 when it has none.
func known(word string) int {
	for i, r := range relations {
		if r.word == word {
			return i
		}
	}
	return -1
}

// RelationWord returns the word alone: 妈妈 or "mother"; 家人 when unknown.
func RelationWord(relation, lang string) string {
	return strings.TrimPrefix(Label("", relation, lang), "'s ")
}

// Author returns the byline of the actor. A guardian writes for a child and
// must belong to it; staff need none, and a child with an account is named by the
// roster.
func Author(tx *db.Tx, a core.Actor, student StudentID) (Byline, error) {
	switch a.Role {
	case core.RoleGuardian:
		return guardianByline(tx, a.Person, student)
	case core.RoleStudent:
		p, found, err := findPupil(tx, a.Person)
		name := p.Student.Name
		return Byline{ID: a.Person, Name: name, Label: name, Role: a.Role}, core.AbsentUnless(found, err)
	}
	names, err := account.FindNames(tx, []string{a.Person})
	if err != nil {
		return Byline{}, err
	}
	name := names[a.Person]
	return Byline{ID: a.Person, Name: name, Label: name, Role: a.Role}, nil
}

func guardianByline(tx *db.Tx, person string, student StudentID) (Byline, error) {
	children, err := ChildrenOf(tx, person)
	if err != nil {
		return Byline{}, err
	}
	for _, c := range children {
		if c.Student == student {
			return c.Byline(person), nil
		}
	}
	return Byline{}, core.ErrAbsent
}

// Byline is how the child's guardian stands under a text.
func (c Child) Byline(person string) Byline {
	return Byline{ID: person, Name: c.Name, Relation: shownRelation(c.Relation), Label: c.Label, Role: core.RoleGuardian}
}

// Byline is how a guardian of the child of that name stands under a text.
func (g Guardian) Byline(child string) Byline {
	return Byline{ID: g.Person, Name: child, Relation: shownRelation(g.Relation), Label: g.Label, Role: core.RoleGuardian}
}

// shownRelation drops what somebody typed of themselves: it is not for all to read.
func shownRelation(relation string) string {
	if known(relation) < 0 {
		return ""
	}
	return relation
}
