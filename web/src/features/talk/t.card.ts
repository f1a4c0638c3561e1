import { messages } from '../../i18n'
import zh from './messages.card.zh'

/** The words of talk on the home. */
export const t = messages('talk', zh)
