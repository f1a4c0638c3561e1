import { messages } from '../../i18n'
import zh from './messages.zh'

export const t = messages('login', zh)
