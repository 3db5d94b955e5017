import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

/** Stands at the root: a service worker keeps only pages at or below its own address. */
const KEPT_PAGES = 'kept_pages'

/** Assets stay files: the page's content security policy allows no data: addresses. */
export default defineConfig({
  plugins: [vue()],
  build: {
    target: 'chrome94',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: 'assets/manifest.json',
    rolldownOptions: {
      input: { index: 'index.html', [KEPT_PAGES]: 'worker/kept_pages.ts' },
      output: {
        entryFileNames: ({ name }) => (name === KEPT_PAGES ? '[name].js' : 'assets/[name]-[hash].js'),
      },
    },
  },
})
