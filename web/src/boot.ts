import { onSignedOut } from './api/client'
import { leave, loadSession } from './session'
import { loadSettings } from './settings'
import { watchForUpdate } from './sw/update'

/** Everything that must be known before the first paint: language, text size, who we are. */
export async function boot(): Promise<void> {
  onSignedOut(() => void leave().then(() => location.replace('/login')))
  await Promise.all([loadSettings(), loadSession()])
  watchForUpdate()
}
