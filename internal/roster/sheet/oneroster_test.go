package sheet

import "testing"

func TestOneRosterSkipsTheDeletedAndPrefersTheHomeroom(t *testing.T) {
	data := pack(t, map[string]string{
		"export/users.csv": "\uFEFFsourcedId,status,role,givenName,familyName,identifier,sms,phone,agentSourcedIds\r\n" +
			"s1,active,student,明,李,001,,,\"g1,g2,gone,s2,nobody\"\r\n" +
			"s2,,student,芳,王,002,,,\r\n" +
			"s3,tobedeleted,student,三,张,003,,,g1\r\n" +
			"g1,,parent,强,李,,139-0000-0001,13900000001,s1\r\n" +
			"g2,,guardian,Ada,Byron,,1390000000,,\r\n" +
			"g3,,relative,奶奶,王,,13800000003,,s2\r\n" +
			"gone,tobedeleted,parent,走,了,,13800000009,,s1\r\n",
		"export/classes.csv": "sourcedId,status,title,classType\nk1,,数学,scheduled\nk2,,一班,homeroom\nk3,tobedeleted,旧班,homeroom\n",
		"export/enrollments.csv": "sourcedId,status,classSourcedId,userSourcedId,role\ne0,,k3,s1,student\ne1,,k1,s1,student\ne2,,k2,s1,student\n" +
			"e3,tobedeleted,k2,s2,student\ne4,,k1,s2,student\n",
		"export/demographics.csv": "sourcedId,birthDate,sex\ns1,2013-01-01,male\ns2,2013-01-02,female\n",
	})
	r, err := Check(data, "a.zip")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := told(r.Students), "李明|001|m|一班; 李强  13900000001; Ada Byron  \n王芳|002|f|数学; 王奶奶  13800000003"; got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
	if got, want := problemsOf(r), "2 users.csv: agentSourcedIds: unknown guardian\n6 users.csv: sms: phone not valid"; got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}
