import type { Entry } from '../../api/types'
import { daysAway } from '../../lib/time'

/** One thing in the list of a room. `key` stays with it while the list moves. */
export type Row =
  | { kind: 'start'; key: string }
  | { kind: 'time'; key: string; at: number }
  | { kind: 'unread'; key: string }
  | { kind: 'entry'; key: string; entry: Entry; mine: boolean; first: boolean; last: boolean }

/** What the list of a room depends on beside its entries. */
export interface View { me: string; firstUnread: number; start: boolean }

const pause = 15 * 60_000

/** Cuts a log into rows: replies stay in their threads, a time stands where the talk paused or a day began, and the first unread has its mark. */
export function rowsOf(entries: readonly Entry[], view: View): Row[] {
  const said = entries.filter((e) => !e.parent)
  const out: Row[] = view.start ? [{ kind: 'start', key: 'start' }] : []
  let before: Entry | undefined
  let marked = false
  said.forEach((entry, i) => {
    const broken = !before || paused(before, entry)
    if (broken) out.push({ kind: 'time', key: `t${entry.seq}`, at: entry.at })
    const unread = !marked && view.firstUnread > 0 && entry.seq >= view.firstUnread
    if (unread) {
      marked = true
      if (before || !view.start) out.push({ kind: 'unread', key: 'unread' })
    }
    const next = said[i + 1]
    out.push({
      kind: 'entry', key: `e${entry.seq}`, entry, mine: entry.by.id === view.me,
      first: broken || unread || !follows(before, entry),
      last: !next || paused(entry, next) || !follows(entry, next),
    })
    before = entry
  })
  return out
}

function paused(a: Entry, b: Entry): boolean {
  return b.at - a.at > pause || daysAway(b.at, a.at) !== 0
}

/** Whether `b` goes on what the same person said in `a`. */
function follows(a: Entry | undefined, b: Entry): boolean {
  return !!a && a.kind === 'message' && b.kind === 'message' && a.by.id === b.by.id && a.by.label === b.by.label
}

/** The place of the row to begin at: the mark of the unread, or the entry itself; -1 when it is not here. */
export function rowAt(rows: readonly Row[], seq: number): number {
  const at = rows.findIndex((r) => r.kind === 'entry' && r.entry.seq >= seq)
  const mark = rows[at - 1]
  return mark && mark.kind !== 'entry' ? at - 1 : at
}
