import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

/** Assets stay files: the page's content security policy allows no data: addresses. */
export default defineConfig({
  plugins: [vue()],
  build: { target: 'chrome94', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
})
