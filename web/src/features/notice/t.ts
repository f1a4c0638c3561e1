import { messages } from '../../i18n'
import zh from './messages.zh'

/** The words of the notice room. */
export const t = messages('notice', zh)
