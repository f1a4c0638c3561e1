import { createApp } from 'vue'
import './styles/tokens.css'
import './styles/base.css'
import './styles/print.css'
import App from './App.vue'
import { boot } from './boot'
import { makeRouter } from './routes'

void (async () => {
  await boot()
  const app = createApp(App)
  const router = makeRouter()
  app.use(router)
  await router.isReady().catch(() => {}) // a screen that could not be fetched is told about below, not by a blank page
  app.mount('#app')
})()
