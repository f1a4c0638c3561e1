import { shallowRef } from 'vue'

/** Whether the device has a network; true does not promise that the server answers. */
export const online = shallowRef(navigator.onLine !== false)

addEventListener('online', () => { online.value = true })
addEventListener('offline', () => { online.value = false })
