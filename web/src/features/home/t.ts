import { messages } from '../../i18n'
import zh from './messages.zh'

/** The words of the family's first screen. */
export const t = messages('home', zh)
