import { api, NetworkError, ProblemError } from '../api/client'
import { onNudge } from '../api/live'
import type { StoredFile } from './types'

const first = 1_000
const most = 15_000

/** Asks until the server has looked at a file: again on its nudge, and now and then without one. Undefined when `wanted` says no. */
export async function settle(file: string, wanted: () => boolean): Promise<StoredFile | undefined> {
  for (let wait = first; wanted(); wait = Math.min(most, wait * 1.6)) {
    try {
      const now = await api.get<StoredFile>(`/files/${file}`)
      if (now.state !== 'working') return now
    } catch (why) {
      if (!(why instanceof NetworkError) && !(why instanceof ProblemError && why.passing)) throw why
    }
    await nudged(wait)
  }
  return undefined
}

function nudged(wait: number): Promise<void> {
  return new Promise((done) => {
    const end = () => {
      clearTimeout(timer)
      stop()
      done()
    }
    const timer = setTimeout(end, wait)
    const stop = onNudge('media', end)
  })
}
