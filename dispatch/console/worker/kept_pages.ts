/**
 * Keeps the page's own files at this desk: a reload opens the page though its server is dead, and the page
 * then goes to the other server by itself. Nothing about calls or people is kept: no answer of /api.
 */
const worker = self as unknown as ServiceWorkerGlobalScope

const KEPT = 'dispatch120-pages'
const PAGES = new Set(['/', '/call', '/map', '/director', '/admin', '/station'])
const SHELL = '/'
const BOOT = '/boot.json'
const FOLDER = '/assets/'
const LIST = '/assets/manifest.json'
const SILENT_AFTER_MS = 2500

interface BuiltFile {
  file: string
  css?: string[]
  assets?: string[]
}

worker.addEventListener('install', (event) => { event.waitUntil(keepAll().then(() => worker.skipWaiting())) })
worker.addEventListener('activate', (event) => { event.waitUntil(worker.clients.claim()) })
worker.addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url)
  if (origin !== worker.location.origin || event.request.method !== 'GET') return
  if (event.request.mode === 'navigate' && PAGES.has(pathname)) {
    event.respondWith(freshOrKept(SHELL, () => { event.waitUntil(keepAll().catch(() => undefined)) }))
  } else if (pathname === BOOT) event.respondWith(freshOrKept(BOOT))
  else if (pathname.startsWith(FOLDER) && pathname !== LIST) event.respondWith(keptOrFresh(event.request))
})

/** The server's answer, or what is kept when the server is silent or cannot give it. */
async function freshOrKept(path: string, onAnswer: () => void = () => undefined): Promise<Response> {
  const kept = await caches.match(path)
  try {
    const answer = await ask(path, kept ? SILENT_AFTER_MS : undefined)
    if (!answer.ok && kept) return kept
    onAnswer()
    return answer
  } catch (error) {
    if (kept) return kept
    throw error
  }
}

/** A built file never changes under its name. */
async function keptOrFresh(request: Request): Promise<Response> {
  return (await caches.match(request.url)) ?? fetch(request)
}

/** Fetch the page, boot.json and every built file; drop those of an older build. */
async function keepAll(): Promise<void> {
  const cache = await caches.open(KEPT)
  const built = await filesOf(await ask(LIST))
  const held = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname))
  await cache.addAll([...built].filter((path) => !held.has(path)))
  for (const path of [SHELL, BOOT]) await cache.put(path, await ask(path))
  const gone = [...held].filter((path) => path.startsWith(FOLDER) && !built.has(path))
  await Promise.all(gone.map((path) => cache.delete(path)))
}

async function filesOf(list: Response): Promise<Set<string>> {
  const entries = Object.values((await list.json()) as Record<string, BuiltFile>)
  const files = entries.flatMap(({ file, css = [], assets = [] }) => [file, ...css, ...assets])
  return new Set(files.map((file) => `/${file}`).filter((path) => path.startsWith(FOLDER)))
}

/** AbortSignal.timeout is younger than the oldest supported browser. */
async function ask(path: string, withinMs?: number): Promise<Response> {
  const controller = new AbortController()
  const timer = withinMs === undefined ? undefined : setTimeout(() => { controller.abort() }, withinMs)
  try {
    return await fetch(path, { cache: 'no-store', signal: controller.signal })
  } finally {
    clearTimeout(timer)
  }
}
