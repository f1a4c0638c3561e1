import { api } from '../../api/client'
import { toast } from '../../ui/toasts'
import { also } from '../../i18n'
import { t } from './t'
import type { OwnAlert, TodaySearch } from './types'

const rung = new Set<string>()
let silence: (() => void)[] = []
const minutes = 4

/** Shows every family's word that no search has taken up over whatever screen is open, once each. For staff; called when the server nudges. */
export async function ringMissing(): Promise<void> {
  if (/^\/(today|find\/)/.test(location.pathname)) return // it stands there already
  const today = await api.get<{ searches?: TodaySearch[] }>('/today').catch(() => null)
  await also('safety')
  for (const s of today?.searches ?? []) {
    const key = `${s.student}/${s.at}`
    if (s.search || rung.has(key)) continue
    rung.add(key)
    call(t('bell.missing', { name: s.name }), t('today.begin'), `/find/new/${s.class}?student=${s.student}`)
  }
}

/** Shows an alert over whatever screen is open, each time the server repeats it, until the own children are safe. For families and students. */
export async function ringAlert(): Promise<void> {
  const home = await api.get<{ alerts?: OwnAlert[] }>('/home').catch(() => null)
  await also('safety')
  hush() // the server repeats itself; one call on the screen is enough
  for (const a of home?.alerts ?? []) {
    const silent = a.children.some((c) => c.state !== 'safe' && c.state !== 'notHere')
    if (silent && location.pathname !== `/alert/${a.alert}`) call([a.drill ? t('drill.word') : '', t(`alert.${a.kind}`), a.text].filter(Boolean).join(' '), t('alert.report'), `/alert/${a.alert}`)
  }
}

/** Takes the calls off the screen: somebody is looking. */
export function hush(): void {
  silence.forEach((drop) => drop())
  silence = []
}

function call(text: string, label: string, to: string): void {
  if (typeof navigator.vibrate === 'function') navigator.vibrate([400, 200, 400, 200, 400])
  silence.push(toast(text, { tone: 'failed', seconds: minutes * 60, act: { label, run: () => location.assign(to) } }))
}
