import { byFile, type Texts } from '.'

// The English of every other screen, fetched when the first of them is entered.
const rest = import.meta.glob<Texts>(['../features/*/messages.en.ts', '../{pictures,ui}/messages.en.ts', '!../features/{home,login}/*'], { eager: true, import: 'default' })

export default byFile(rest)
