import { computed, reactive, ref, shallowRef } from 'vue'
import { ProblemError } from '../../api/errors'
import { uuid } from '../../lib/random'
import { roster } from './api'
import { take } from './columns'
import { changes, type Column, type DryRun, type Fix, type ImportRequest, type Problem, type Row, type Source, type Undo } from './dryrun'
import { readSource } from './source'

/** What a person did to the list so far. It goes along with every look; the server remembers nothing. */
interface Hand { columns: Column[] | null; fixes: Fix[]; undo: Undo[]; kept: string[]; touched: number[]; sheet: string; only: string; remove: boolean }

const fresh = (): Hand => ({ columns: null, fixes: [], undo: [], kept: [], touched: [], sheet: '', only: '', remove: false })
const keyOf = (row: number, p: Problem) => `${row}/${p.column}/${p.why}`

/** One import, from the file to the class. The file is held in memory only and sent again with every look. */
export function useImport(cls: string) {
  const source = shallowRef<Source>()
  const name = ref('')
  const run = shallowRef<DryRun>()
  const hand = reactive<Hand>(fresh())
  const busy = ref(false)
  const problem = shallowRef<unknown>()
  const done = shallowRef<{ added: number; changed: number; removed: number; children: number }>()
  let key = uuid()

  const request = (): ImportRequest => ({ ...source.value, columns: hand.columns, fixes: hand.fixes, undo: hand.undo, sheet: hand.sheet, only: hand.only })

  async function work(job: () => Promise<void>): Promise<void> {
    busy.value = true
    problem.value = undefined
    try {
      await job()
    } catch (e) {
      problem.value = e
    }
    busy.value = false
  }

  const look = () => work(async () => {
    run.value = await roster.dryRun(cls, request())
    key = uuid()
  })

  async function read(made: Promise<Source>, called: string): Promise<void> {
    Object.assign(hand, fresh())
    run.value = undefined
    name.value = called
    await work(async () => { source.value = await made })
    if (!problem.value) await look()
  }

  const write = () => work(async () => {
    if (!run.value) return
    const body = { ...request(), seen: run.value.digest, remove: hand.remove }
    try {
      const counts = await roster.import(cls, body, key)
      done.value = { ...counts, children: run.value.counts.students }
    } catch (e) {
      if (e instanceof ProblemError && e.key === 'roster.import.changed') run.value = await roster.dryRun(cls, request())
      // A broken line may have carried it: only an answer ends the attempt.
      if (e instanceof ProblemError) key = uuid()
      throw e
    }
  })

  const open = (r: Row) => r.problems.filter((p) => hand.kept.indexOf(keyOf(r.row, p)) < 0)
  // A total line is neither a child nor a problem, so it is not counted among the rows.
  const rows = computed(() => (run.value?.rows ?? []).filter((r) => r.student >= 0 || r.problems.length > 0))
  const toLook = computed(() => rows.value.filter((r) => open(r).length > 0 || r.repairs.length > 0 || hand.touched.indexOf(r.row) >= 0))
  const left = computed(() => rows.value.filter((r) => open(r).length > 0).length)
  const useful = computed(() => !!run.value && changes(run.value, hand.remove))

  return {
    source, name, run, hand, busy, problem, done, rows, toLook, left, useful, open, look, write,
    choose: (file: File) => read(readSource(file), file.name),
    paste: (text: string) => read(Promise.resolve({ text }), ''),
    again() { source.value = undefined; run.value = undefined; problem.value = undefined },
    setColumn(index: number, value: string) {
      const all = run.value?.columns ?? []
      hand.columns = all.map((c) => (c.index === index ? take(c, value, all.filter((x) => x.index !== index)) : c))
      return look()
    },
    /** A workbook may hold several lists; what was set by hand belonged to the other sheet. */
    setSheet(name: string) {
      Object.assign(hand, fresh(), { sheet: name })
      return look()
    },
    /** A file may hold several classes; the children of one come in. */
    setOnly(name: string) {
      hand.only = name
      return look()
    },
    fix(row: number, column: number, value: string) {
      touch(row)
      hand.fixes = hand.fixes.filter((f) => f.row !== row || f.column !== column).concat({ row, column, value })
      return look()
    },
    unfix(row: number, column: number) {
      hand.fixes = hand.fixes.filter((f) => f.row !== row || f.column !== column)
      return look()
    },
    undo(row: number, column: number) {
      touch(row)
      hand.undo = hand.undo.concat({ row, column })
      return look()
    },
    redo(row: number, column: number) {
      hand.undo = hand.undo.filter((u) => u.row !== row || u.column !== column)
      return look()
    },
    keep(row: number, p: Problem) {
      hand.kept = hand.kept.concat(keyOf(row, p))
    },
  }

  function touch(row: number): void {
    if (hand.touched.indexOf(row) < 0) hand.touched = hand.touched.concat(row)
  }
}

/** The place where a problem can be mended by hand: its own cell, or for a family without a number the first phone column. -1 when there is none. */
export function mendable(columns: readonly Column[], p: Problem): number {
  if (p.why === 'phone in remark' || p.why === 'duplicate row' || p.why === 'unknown guardian') return -1
  if (p.why === 'no guardian phone') return columns.filter((c) => c.part === 'phone')[0]?.index ?? -1
  if (p.why === 'name missing') return columns.filter((c) => c.meaning === 'name')[0]?.index ?? -1
  if (p.why === 'duplicate name') return columns.filter((c) => c.meaning === 'number')[0]?.index ?? -1
  return p.index
}

/** An import at work, handed to the parts of its screen. */
export type Import = ReturnType<typeof useImport>
