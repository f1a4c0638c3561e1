import vue from '@vitejs/plugin-vue'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

// The floor is Chromium 64 and Safari 12: old phones inside WeChat. The target lowers
// syntax only; tsconfig's ES2018 library keeps newer methods out.
const floor = ['chrome64', 'safari12']
const server = process.env.MAGPIE_ADDR ?? 'http://127.0.0.1:8080'

/** The built page is app.html; dist/index.html stays the placeholder that is in git, so that a build leaves the tree clean. */
const appPage: Plugin = {
  name: 'app-page',
  enforce: 'post',
  generateBundle(_options, bundle) {
    const page = bundle['index.html']
    if (page) page.fileName = 'app.html'
  },
}

export default defineConfig({
  plugins: [vue(), appPage],
  define: {
    __VUE_OPTIONS_API__: false,
    __VUE_PROD_DEVTOOLS__: false,
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: false,
  },
  build: {
    target: floor,
    cssTarget: floor,
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: true },
    reportCompressedSize: false,
    emptyOutDir: false,
    rolldownOptions: {
      output: {
        // What two screens share travels together: fewer requests, and every request is half a second on a slow line.
        codeSplitting: { groups: [{ name: 'base', test: /node_modules|src\/(ui|api|db|lib|i18n|sw)\/|src\/\w+\.ts/, minShareCount: 2 }] },
      },
    },
  },
  server: {
    proxy: {
      '/api': server,
      '/cal': server,
      '/live': { target: server, ws: true },
    },
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.ts'],
    restoreMocks: true,
  },
})
