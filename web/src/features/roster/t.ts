import { messages } from '../../i18n'
import zh from './messages.zh'

/** The texts of the roster. */
export const t = messages('roster', zh)
