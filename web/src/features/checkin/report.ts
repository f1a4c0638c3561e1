import { shallowReactive } from 'vue'
import { discard, outbox, submit } from '../../db/outbox'
import type { Waiting } from '../../db/store'
import type { MyRound, Report } from './types'

/** What is said for a child: at home, or where else, and a word. */
export interface Said { state: Report; place: string; note: string }

/** One round for one child. */
type Part = Pick<MyRound, 'round' | 'ask' | 'student'>

const said = shallowReactive(new Map<string, Said>())

/** Tells parts of rounds apart; the home knows waiting reports by the same mark. */
export const reportMark = (r: Part) => `round/${r.round}/${r.student}`

/** The report that waits for a connection, if there is one; it survives a restart. */
export function waitingReport(r: Part): Waiting | undefined {
  return outbox.find((w) => w.mark === reportMark(r) && w.state !== 'failed')
}

/** What was said on this device and the server's list does not know yet. */
export function saidFor(r: Part): Said | undefined {
  const waits = waitingReport(r)
  return said.get(reportMark(r)) ?? (waits ? (waits.body as Said) : undefined)
}

/** Reports for a child, also without a network, and once: the newest word replaces one that still waits. `what` names it meanwhile; `after` brings the server's state in. */
export async function report(r: Part, s: Said, what: string, after: () => Promise<unknown>): Promise<void> {
  const mark = reportMark(r)
  said.set(mark, s)
  try {
    await submit({ path: `/rounds/${r.round}/report`, body: { student: r.student, ...s }, lane: mark, mark, what })
    await after()
  } finally {
    if (said.get(mark) === s) said.delete(mark)
  }
}

/** Takes a report back: out of the outbox while it waits, else from the server. */
export async function takeBack(r: Part, what: string): Promise<void> {
  const waits = waitingReport(r)
  said.delete(reportMark(r))
  if (waits && waits.state !== 'sending') return discard(waits.id)
  await submit({ path: `/asks/${r.ask}/withdraw`, body: { student: r.student }, lane: reportMark(r), mark: `withdraw/${r.ask}/${r.student}`, what })
}
