import { messages } from '../i18n'
import zh from './messages.card.zh'

/** The texts of pictures in a feed. */
export const t = messages('pictures', zh)
