// What this browser can do, found out by asking for the thing itself. The one name that is read is
// WeChat's, because only its words on screen ("点右上角") differ, never what the app can do.

/** Inside WeChat's browser, where the frame draws the title and long-press saves pictures. */
export const inWeChat = () => /MicroMessenger/i.test(navigator.userAgent)

/** The page can be printed from here; WeChat's browser has no print. */
export const canPrint = () => typeof window.print === 'function' && !inWeChat()

/** A service worker can be registered (https or localhost, and the frame allows it). */
export const canWork = () => 'serviceWorker' in navigator && window.isSecureContext

/** Text can be read aloud. */
export const canSpeak = () => typeof window.speechSynthesis === 'object' && typeof SpeechSynthesisUtterance === 'function'

/** Files can be handed over by a link with `download`. */
export const canDownload = () => 'download' in document.createElement('a') && !inWeChat()

/** Copies text; true when it is on the clipboard. Old frames get the selection way. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    const box = document.createElement('textarea')
    box.value = text
    box.className = 'sr'
    document.body.appendChild(box)
    box.select()
    const done = document.execCommand('copy')
    document.body.removeChild(box)
    return done
  }
}

/** Reads a text aloud in its language and stops what was being read; does nothing where it cannot. */
export function readAloud(text: string, language: string): void {
  if (!canSpeak()) return
  speechSynthesis.cancel()
  const said = new SpeechSynthesisUtterance(text)
  said.lang = language
  said.rate = 0.9
  speechSynthesis.speak(said)
}
