package account

import (
	"testing"

	"magpie/internal/core"
)

func TestDevicesAreNamedInWords(t *testing.T) {
	for _, c := range []struct{ agent, zh, en string }{
		{"Mozilla/5.0 (Linux; Android 13; V2254A) AppleWebKit/537.36 Chrome/116 Mobile Safari/537.36 MicroMessenger/8.0.47", "微信 · Android", "WeChat · Android"},
		{"Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 Version/17.4 Mobile/15E148 Safari/604.1", "Safari · iPhone", "Safari · iPhone"},
		{"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/128.0 Safari/537.36 Edg/128.0", "Edge · Windows", "Edge · Windows"},
		{"Mozilla/5.0 (Phone; OpenHarmony 5.0) ArkWeb HuaweiBrowser/5.0", "华为浏览器 · 鸿蒙", "Huawei Browser · HarmonyOS"},
		{"妈妈的手机", "妈妈的手机", "妈妈的手机"},
		{"", "其他设备", "Another device"},
		{"curl/8.0", "其他设备", "Another device"},
	} {
		if zh, en := deviceName(c.agent, "zh-CN"), deviceName(c.agent, "en"); zh != c.zh || en != c.en {
			t.Errorf("%q: got %q and %q, want %q and %q", c.agent, zh, en, c.zh, c.en)
		}
	}
}

func TestPasswordsThatAreEasyToGuessAreRefusedWithTheReason(t *testing.T) {
	for _, c := range []struct {
		password string
		ok       bool
	}{
		{"", false}, {"ninechars", false}, {"aaaaaaaaaaaa", false}, {"wangwang2026", false},
		{"喜鹊报喜在枝头唱歌呢", true}, {"plain long sentence", true},
	} {
		var check core.Check
		CheckPassword(&check, c.password, "wang", "/password")
		if ok := check.Err() == nil; ok != c.ok {
			t.Errorf("%q: accepted %v, want %v", c.password, ok, c.ok)
		}
	}
}

func TestAPasswordMatchesOnlyItsOwnHash(t *testing.T) {
	hash, err := Hash(t.Context(), "a long password")
	if err != nil {
		t.Fatal(err)
	}
	for password, want := range map[string]bool{"a long password": true, "a long passwore": false, "": false} {
		if got, err := matches(t.Context(), hash, password); err != nil || got != want {
			t.Errorf("%q: got %v %v", password, got, err)
		}
	}
	if got, err := matches(t.Context(), dummyHash, "a long password"); err != nil || got {
		t.Errorf("the dummy hash matched: %v %v", got, err)
	}
}
