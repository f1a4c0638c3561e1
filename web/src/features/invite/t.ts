import { messages } from '../../i18n'
import zh from './messages.zh'

/** The texts of invitations. */
export const t = messages('invite', zh)
