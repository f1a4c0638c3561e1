import { byFile, type Texts } from '.'
import common from './en.common'

// The English of the pages opened first: all of two rooms, and of the others the cards that stand in the feed.
const first = import.meta.glob<Texts>(['../features/{home,login}/messages.en.ts', '../features/*/messages.card.en.ts', '../pictures/messages.card.en.ts'], { eager: true, import: 'default' })

export default { common, ...byFile(first) }
