import { messages } from '../../i18n'
import zh from './messages.zh'

/** The words of the arrival round, its late cards' among them. */
export const t = messages('checkin', zh)
