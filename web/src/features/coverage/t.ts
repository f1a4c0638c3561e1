import { messages } from '../../i18n'
import zh from './messages.zh'

/** The texts of coverage. */
export const t = messages('coverage', zh)
