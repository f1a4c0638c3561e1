import { messages } from '../../i18n'
import card from './messages.card.zh'
import zh from './messages.zh'

/** The words of the talk rooms. */
export const t = messages('talk', { ...card, ...zh })
