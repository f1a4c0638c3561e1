import type { Text } from '.'
import common from './en.common'

// All English texts in one lazy chunk: whoever reads Chinese never fetches it.
const rooms = import.meta.glob<Record<string, Text>>('../features/*/messages.en.ts', { eager: true, import: 'default' })

const all: Record<string, Record<string, Text>> = { common }
for (const path of Object.keys(rooms)) all[path.split('/')[2] as string] = rooms[path] as Record<string, Text>

export default all
