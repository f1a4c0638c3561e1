import { lastAt } from './known'
import type { Seen } from './types'

/** When something was seen: minutes ago, or a time that is typed. */
export type When = '0' | '10' | '30' | '60' | 'exact'

/** What somebody who is asked is about to say. */
export interface AnswerDraft { when: When | ''; time: string; where: string; with: string; way: string }

/** What is sent; a plain no says nothing else. */
export interface AnswerBody { seen: Seen; at?: number; where?: string; with?: string; way?: string }

/** An empty draft: just now. */
export const freshAnswer = (): AnswerDraft => ({ when: '0', time: '', where: '', with: '', way: '' })

/** Turns taps into an answer. Somebody who has the child with them has it now, whatever was tapped before. */
export function answerOf(seen: Seen, d: AnswerDraft, now: number): AnswerBody {
  if (seen === 'no') return { seen }
  const at = seen === 'with' || !d.when ? now : d.when === 'exact' ? lastAt(d.time, now) || now : now - Number(d.when) * 60_000
  const out: AnswerBody = { seen, at }
  if (d.where.trim()) out.where = d.where.trim()
  if (seen === 'with') return out
  if (d.with.trim()) out.with = d.with.trim()
  if (d.way.trim()) out.way = d.way.trim()
  return out
}
