package account

import (
	"strings"

	"magpie/internal/core"
)

// browsers and systems are tried in order: most browsers also name the ones
// they descend from.
var browsers = []struct{ mark, zh, en string }{
	{"wxwork", "企业微信", "WeCom"},
	{"micromessenger", "微信", "WeChat"},
	{"qq/", "QQ", "QQ"},
	{"mqqbrowser", "QQ 浏览器", "QQ Browser"},
	{"huaweibrowser", "华为浏览器", "Huawei Browser"},
	{"miuibrowser", "小米浏览器", "Mi Browser"},
	{"ucbrowser", "UC 浏览器", "UC Browser"},
	{"edg", "Edge", "Edge"},
	{"firefox", "Firefox", "Firefox"},
	{"fxios", "Firefox", "Firefox"},
	{"crios", "Chrome", "Chrome"},
	{"chrome", "Chrome", "Chrome"},
	{"safari", "Safari", "Safari"},
}

var systems = []struct{ mark, zh, en string }{
	{"harmonyos", "鸿蒙", "HarmonyOS"},
	{"openharmony", "鸿蒙", "HarmonyOS"},
	{"iphone", "iPhone", "iPhone"},
	{"ipad", "iPad", "iPad"},
	{"android", "Android", "Android"},
	{"windows", "Windows", "Windows"},
	{"mac os", "Mac", "Mac"},
	{"linux", "Linux", "Linux"},
}

const deviceMax = 200

// cleanDevice keeps what a device says of itself, bounded and on one line.
func cleanDevice(agent string) string {
	runes := []rune(core.CleanLine(agent))
	return string(runes[:min(len(runes), deviceMax)])
}

// deviceName says in words what device a stored User-Agent is: "微信 · Android".
// A word that an owner chose stays as it is.
func deviceName(agent, lang string) string {
	low := strings.ToLower(agent)
	if agent != "" && !strings.Contains(low, "/") {
		return agent
	}
	var parts []string
	for _, table := range [][]struct{ mark, zh, en string }{browsers, systems} {
		for _, d := range table {
			if !strings.Contains(low, d.mark) {
				continue
			}
			if lang == "en" {
				parts = append(parts, d.en)
			} else {
				parts = append(parts, d.zh)
			}
			break
		}
	}
	if len(parts) > 0 {
		return strings.Join(parts, " · ")
	}
	if lang == "en" {
		return "Another device"
	}
	return "其他设备"
}
