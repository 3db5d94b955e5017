import { readFile } from 'node:fs/promises'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

/** Stands at the root: a service worker keeps only pages at or below its own address. */
const KEPT_PAGES = 'kept_pages'

/** What the reports' maps are drawn with; the server puts it inside each report. */
const leafletForReports = {
  name: 'leaflet-for-reports',
  async generateBundle() {
    for (const file of ['leaflet.js', 'leaflet.css'])
      this.emitFile({ type: 'asset', fileName: `report/${file}`, source: await readFile(`node_modules/leaflet/dist/${file}`) })
  },
}

/** Assets stay files: the page's content security policy allows no data: addresses. */
export default defineConfig({
  plugins: [vue(), leafletForReports],
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
