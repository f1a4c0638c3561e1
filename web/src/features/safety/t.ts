import { messages } from '../../i18n'
import zh from './messages.zh'

/** The words of the searches and alerts. */
export const t = messages('safety', zh)
