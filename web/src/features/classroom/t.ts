import { messages } from '../../i18n'
import zh from './messages.zh'

/** The words of the class's screen. */
export const t = messages('classroom', zh)
