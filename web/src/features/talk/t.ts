import { messages } from '../../i18n'
import zh from './messages.zh'

/** The words of the talk rooms. */
export const t = messages('talk', zh)
