import { messages } from '../../i18n'
import zh from './messages.card.zh'

/** The words of an album in the feed; the room's other screens know them too, through `t.ts`. */
export const t = messages('album', zh)
