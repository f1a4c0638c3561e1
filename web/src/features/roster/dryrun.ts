/** What a column holds. A guardian's column also says whose (`slot`, `relation`) and what (`part`). */
export interface Column {
  index: number
  header: string
  meaning: 'ignore' | 'name' | 'number' | 'gender' | 'class' | 'remark' | 'contact' | 'guardian'
  slot?: number
  part?: 'name' | 'phone' | 'relation' | 'isGuardian'
  relation?: string
  locked: boolean
  samples: string[]
}

/** What somebody has to look at; an empty column means the whole row. */
export interface Problem { column: string; index: number; why: string; text: string }

/** A cell that was read in a better form than it was written. */
export interface Repair { column: string; index: number; before: string; after: string; mends: string[] }

/** One row of the file; `student` is -1 for a row that gives no child. */
export interface Row { row: number; cells: string[]; student: number; problems: Problem[]; repairs: Repair[] }

/** Everything an import would do, worked out by the server without writing anything. */
export interface DryRun {
  digest: string
  format: string
  encoding: string
  sheet: string
  sheets: string[]
  alike: string[]
  headerRow: number
  columns: Column[]
  classes: string[]
  rows: Row[]
  counts: {
    students: number
    guardians: number
    byRelation: { relation: string; n: number }[]
    repaired: number
    singlePhone: number
    problems: number
    ignored: number
  }
  ignoredColumns: string[]
  change: { added: string[]; changed: { name: string; what: string[]; how: How[] }[]; removed: string[]; unclear: string[]; same: number }
}

/** One fact of a child that would change. */
export interface How { what: string; old: string; new: string }

/** A cell filled in by hand. */
export interface Fix { row: number; column: number; value: string }

/** A cell that is to stay as it was written. */
export interface Undo { row: number; column: number }

/** The file or the pasted text; it is held in memory and sent again with every look, never stored. */
export type Source = { filename: string; content: string } | { text: string }

/** What is sent for a look and for the import itself. */
export interface ImportRequest {
  filename?: string
  content?: string
  text?: string
  columns: Column[] | null
  fixes: Fix[]
  undo: Undo[]
  sheet?: string
  only?: string
  seen?: string
  remove?: boolean
}

/** The columns as they are looked at: the child and the numbers first, what is left out and what is locked at the end. */
export function shown(columns: readonly Column[]): Column[] {
  const seen = columns.filter((c) => c.meaning !== 'ignore' || c.locked || c.header)
  return seen.map((c, i) => ({ c, i })).sort((a, b) => rank(a.c) - rank(b.c) || a.i - b.i).map((x) => x.c)
}

function rank(c: Column): number {
  if (c.locked) return 8
  if (c.meaning === 'guardian') return c.part === 'phone' ? 2 : 4
  return { name: 0, number: 1, contact: 3, remark: 5, gender: 6, class: 7, ignore: 9 }[c.meaning]
}

/** The key of a reason among the texts: "phone digits lost" → phoneDigitsLost. */
export const camel = (why: string): string => why.replace(/ (\w)/g, (_, c: string) => c.toUpperCase())

/** Whether an import would change anything at all. */
export function changes(d: DryRun, remove: boolean): boolean {
  return d.change.added.length + d.change.changed.length + (remove ? d.change.removed.length : 0) > 0
}
