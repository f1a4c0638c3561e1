import { computed, onScopeDispose, ref } from 'vue'

/** Voice messages end by themselves here, in seconds. */
export const longest = 180

const wanted = ['audio/mp4', 'audio/webm;codecs=opus', 'audio/webm', 'audio/ogg;codecs=opus']

/** Whether this frame can record at all; where not, nothing is offered. */
export const canRecord = () =>
  typeof MediaRecorder === 'function' && !!navigator.mediaDevices && typeof navigator.mediaDevices.getUserMedia === 'function' && window.isSecureContext

/** Records one voice message at a time. */
export function useRecorder() {
  const since = ref(0)
  const now = ref(0)
  const refused = ref(false)
  let recorder: MediaRecorder | undefined
  let pieces: Blob[] = []
  let timer: ReturnType<typeof setInterval> | undefined

  async function start(): Promise<void> {
    refused.value = false
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
      const type = wanted.find((w) => typeof MediaRecorder.isTypeSupported !== 'function' || MediaRecorder.isTypeSupported(w))
      recorder = new MediaRecorder(stream, type ? { mimeType: type, audioBitsPerSecond: 32000 } : undefined)
    } catch {
      refused.value = true
      return
    }
    pieces = []
    recorder.ondataavailable = (e) => { if (e.data.size) pieces.push(e.data) }
    recorder.start(1000)
    since.value = now.value = Date.now()
    timer = setInterval(() => {
      now.value = Date.now()
      if (now.value - since.value >= longest * 1000 && recorder?.state === 'recording') recorder.pause()
    }, 250)
  }

  /** Ends the recording and gives it as a file of this name; undefined when nothing was heard. */
  function stop(name: string): Promise<File | undefined> {
    const done = recorder
    if (!done) return Promise.resolve(undefined)
    return new Promise((given) => {
      done.onstop = () => {
        const type = (done.mimeType || 'audio/webm').split(';')[0] as string
        const file = pieces.length ? new File(pieces, `${name}.${type.split('/')[1] === 'mp4' ? 'm4a' : type.split('/')[1]}`, { type }) : undefined
        close()
        given(file)
      }
      done.stop()
    })
  }

  function close(): void {
    clearInterval(timer)
    if (recorder?.state !== 'inactive') recorder?.stop()
    recorder?.stream.getTracks().forEach((track) => track.stop())
    recorder = undefined
    since.value = 0
  }

  onScopeDispose(close)
  const recording = computed(() => since.value > 0)
  const seconds = computed(() => Math.min(longest, (now.value - since.value) / 1000))
  return { recording, seconds, refused, start, stop, drop: close }
}
