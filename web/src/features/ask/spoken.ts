import type { AskSlip, FormField } from '../../api/schema'
import { t } from './t'

/** What is read aloud of an ask: its words, then each question with its answers. Stops between them, so that it can be followed. */
export function spoken(a: Pick<AskSlip, 'title' | 'text' | 'child' | 'label' | 'form' | 'question'>): string {
  const questions = a.question ? [a.question.ask, ...a.question.answers] : (a.form?.fields ?? []).map(askedAloud)
  return [t('link.of', { child: a.child, label: a.label }), a.title, a.text].concat(questions).filter(Boolean).join('。')
}

function askedAloud(f: FormField): string {
  return [f.label, f.note ?? '', ...(f.options ?? []).map((o) => o.label)].filter(Boolean).join('，')
}

/** One line of a chain, read aloud: its number, who it is, what they said. */
export function aloud(item: { number: number; name: string; withdrawn?: boolean }, words: string[]): string {
  const said = item.withdrawn ? [t('chain.withdrawn')] : words
  return [t('chain.number', { n: item.number }), item.name, ...said].filter(Boolean).join('，')
}
