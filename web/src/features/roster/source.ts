import { ProblemError } from '../../api/errors'
import type { Source } from './dryrun'
import { t } from './t'

/** The most a roster file may weigh, as on the server; more is not even sent. */
const mostBytes = 10 * 1024 * 1024

/** Reads a chosen file into memory, as the server takes it. */
export function readSource(file: File): Promise<Source> {
  if (file.size > mostBytes) return Promise.reject(new ProblemError(413, 'import.tooBig', t('import.tooBig'), t('import.tooBig.do'), []))
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onerror = () => reject(new ProblemError(0, 'import.unreadable', t('import.unreadable'), t('import.unreadable.do'), []))
    reader.onload = () => {
      const url = String(reader.result)
      resolve({ filename: file.name, content: url.slice(url.indexOf(',') + 1) })
    }
    reader.readAsDataURL(file)
  })
}
