import { t } from '../i18n'
import { online } from '../lib/online'
import { toast } from '../ui/toasts'
import { updateReady, useUpdate } from './update'

const mark = 'magpie.recover'
const calm = 10_000

/** A screen could not be fetched: without a network say so; else the server has a newer version, which a fresh page brings. At most once in ten seconds, so that a broken server cannot make the page spin. */
export function recover(path: string): void {
  if (!online.value) {
    toast(t('error.network'), { tone: 'failed' })
    return
  }
  if (Date.now() - lastTime() < calm) {
    toast(t('error.unknown'), { tone: 'failed', act: { label: t('common.retry'), run: () => location.assign(path) } })
    return
  }
  remember()
  if (updateReady.value) useUpdate()
  else location.assign(path)
}

function lastTime(): number {
  try {
    return Number(sessionStorage.getItem(mark)) || 0
  } catch {
    return 0
  }
}

function remember(): void {
  try {
    sessionStorage.setItem(mark, String(Date.now()))
  } catch {
    // private mode: the page may try once more than it should
  }
}
