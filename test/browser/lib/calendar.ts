import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Lets a real calendar program take the feed in, and returns the days it then shows. */
export function readWithKhal(ics: string): string {
  const dir = mkdtempSync(join(tmpdir(), 'magpie-khal-'))
  try {
    mkdirSync(join(dir, 'school'))
    writeFileSync(join(dir, 'feed.ics'), ics)
    writeFileSync(join(dir, 'config'), [
      '[calendars]', '[[school]]', `path = ${join(dir, 'school')}`, '[locale]',
      'local_timezone = Asia/Shanghai', 'default_timezone = Asia/Shanghai',
      'timeformat = %H:%M', 'dateformat = %Y-%m-%d', 'longdateformat = %Y-%m-%d',
      'datetimeformat = %Y-%m-%d %H:%M', 'longdatetimeformat = %Y-%m-%d %H:%M',
      '[sqlite]', `path = ${join(dir, 'khal.db')}`, '',
    ].join('\n'))
    const khal = (...args: string[]) => execFileSync('khal', ['-c', join(dir, 'config'), ...args], { encoding: 'utf8' })
    khal('import', '--batch', '-a', 'school', join(dir, 'feed.ics'))
    return khal('list', 'today', '60d')
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
