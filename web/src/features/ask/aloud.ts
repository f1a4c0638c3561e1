import { onScopeDispose, ref } from 'vue'
import { lang } from '../../i18n'
import { canSpeak } from '../../lib/platform'

/** Reads lines aloud one after the other; `at` is the line being read, -1 when it is quiet. Engines cut long texts short, so each line is an utterance of its own. */
export function useAloud(lines: () => string[]) {
  const at = ref(-1)
  let turn = 0

  function stop() {
    turn += 1
    at.value = -1
    if (canSpeak()) speechSynthesis.cancel()
  }

  function say(i: number, mine: number) {
    const line = lines()[i]
    if (mine !== turn) return
    if (line === undefined) return stop()
    at.value = i
    const said = new SpeechSynthesisUtterance(line)
    said.lang = lang.value === 'en' ? 'en' : 'zh-CN'
    said.rate = 0.9
    said.onend = () => say(i + 1, mine)
    said.onerror = () => { if (mine === turn) stop() }
    speechSynthesis.speak(said)
  }

  function toggle() {
    const quiet = at.value < 0
    stop()
    if (quiet && canSpeak()) say(0, turn)
  }
  onScopeDispose(stop)
  return { at, toggle }
}
