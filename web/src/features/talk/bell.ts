import { toast } from '../../ui/toasts'
import { readAlarms } from './api'
import { sayer } from './names'
import { roomPath } from './paths'
import { t } from './t'

const rung = new Set<string>()

/** Shows every alarm that nobody has seen yet over whatever screen is open, once each. For staff; called when the server nudges. */
export async function ringAlarms(): Promise<void> {
  const alarms = (await readAlarms().catch(() => ({ items: [] }))).items.filter((a) => !a.seenAt && !rung.has(a.id))
  for (const a of alarms) {
    rung.add(a.id)
    toast(t('alarms.toast', { who: sayer(a.by), what: t(`alarm.${a.reason}`) }), {
      tone: 'failed', seconds: 120, act: { label: t('alarms.open'), run: () => location.assign(roomPath(a.conversation, false, a.seq)) },
    })
  }
}
