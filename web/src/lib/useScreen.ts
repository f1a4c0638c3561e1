import { onBeforeUnmount, onMounted } from 'vue'

/** Keeps `--screen` at the height that the keyboard leaves, while a screen that fills it is open. Engines that cannot tell keep 100vh. */
export function useScreen(): void {
  const view = window.visualViewport
  const root = document.documentElement
  const fit = () => { if (view) root.style.setProperty('--screen', `${Math.round(view.height)}px`) }
  onMounted(() => {
    fit()
    view?.addEventListener('resize', fit)
  })
  onBeforeUnmount(() => {
    view?.removeEventListener('resize', fit)
    root.style.removeProperty('--screen')
  })
}
