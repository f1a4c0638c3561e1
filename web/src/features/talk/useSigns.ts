import { shallowRef } from 'vue'
import { store } from '../../db'
import { react, readMine } from './api'
import type { Message, Sign } from './types'

/** Which signs are mine in a room. A tap shows at once; the count follows with the entry. */
export function useSigns(room: string) {
  const mine = shallowRef<Record<string, Sign | ''>>({})
  const key = `signs/${room}`
  const show = (signs: Record<string, Sign | ''>) => { mine.value = { ...signs, ...mine.value } }
  void store().get<Record<string, Sign>>(key).then((kept) => kept && show(kept))
  void readMine(room).then((answer) => {
    mine.value = answer.reactions ?? {}
    void store().set(key, mine.value)
  }, () => {})

  /** Puts a sign to a message; the same one again takes it away. */
  function put(entry: Message, sign: Sign) {
    const next = mine.value[entry.seq] === sign ? '' : sign
    const before = mine.value[entry.seq] ?? ''
    mine.value = { ...mine.value, [entry.seq]: next }
    react(room, entry.seq, next).catch(() => { mine.value = { ...mine.value, [entry.seq]: before } })
  }
  return { mine, put }
}
