import type { Browser, BrowserContext, BrowserContextOptions, Page } from '@playwright/test'

/** Who sits before the screen decides what their browser can do. */
const personas: Record<string, BrowserContextOptions> = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true },
  small: { viewport: { width: 320, height: 640 }, hasTouch: true },
  desk: { viewport: { width: 1280, height: 800 } },
  // Old Android in WeChat: no service worker, no push, no camera, no print.
  wechat: {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    serviceWorkers: 'block',
    userAgent:
      'Mozilla/5.0 (Linux; Android 10; V1938T) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 XWEB/1160117 MMWEBSDK/20240301 MicroMessenger/8.0.48.2580(0x28003036) WeChat/arm64 NetType/WIFI Language/zh_CN',
  },
}

export interface Person {
  page: Page
  context: BrowserContext
}

/** Opens a browser of its own for one person; uncaught errors fail the test. */
export async function person(browser: Browser, kind: keyof typeof personas, options: BrowserContextOptions = {}): Promise<Person> {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', ...personas[kind], ...options })
  if (kind === 'wechat') {
    await context.addInitScript(() => {
      const w = window as unknown as Record<string, unknown>
      delete w.Notification
      delete w.PushManager
      w.print = undefined
      Object.defineProperty(navigator, 'mediaDevices', { value: undefined })
    })
  }
  const page = await context.newPage()
  page.on('pageerror', (error) => { throw error })
  return { page, context }
}

/** Opens a browser for one person and lets them in by their entry link. */
export async function enter(browser: Browser, link: string | undefined, kind: keyof typeof personas, options: BrowserContextOptions = {}): Promise<Person> {
  if (!link) throw new Error('the demo gave no such link')
  const one = await person(browser, kind, options)
  await one.page.goto(link)
  await one.page.waitForURL(/\/(feed|today|talk)$/)
  return one
}
