import { messages } from '../../i18n'
import zh from './messages.zh'

/** The words of the staff's first screen. */
export const t = messages('today', zh)
