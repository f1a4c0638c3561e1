import { messages } from '../i18n'
import zh from './messages.zh'

/** The texts of the kit beyond the first screens. */
export const t = messages('ui', zh)
