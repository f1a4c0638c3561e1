import { messages } from '../../i18n'
import zh from './messages.zh'

/** The words of the asks: answers, chains, slips and links. */
export const t = messages('ask', zh)
