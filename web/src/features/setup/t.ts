import { messages } from '../../i18n'
import zh from './messages.zh'

/** The texts of set-up. */
export const t = messages('setup', zh)
