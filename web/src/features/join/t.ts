import { messages } from '../../i18n'
import zh from './messages.zh'

/** The texts of joining. */
export const t = messages('join', zh)
