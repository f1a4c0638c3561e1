import { messages } from '../../i18n'
import card from './messages.card.zh'
import zh from './messages.zh'

/** The words of the album room, its card's among them. */
export const t = messages('album', { ...card, ...zh })
