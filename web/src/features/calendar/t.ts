import { messages } from '../../i18n'
import zh from './messages.zh'

/** The words of the calendar link. */
export const t = messages('calendar', zh)
