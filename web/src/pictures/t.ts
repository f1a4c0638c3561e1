import { messages } from '../i18n'
import card from './messages.card.zh'
import zh from './messages.zh'

/** The texts of pictures and files. */
export const t = messages('pictures', { ...card, ...zh })
