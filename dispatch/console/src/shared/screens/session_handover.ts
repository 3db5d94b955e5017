const WANTED = 'd120-session-wanted'
const GIVEN = 'd120-session'
const WITHIN_MS = 1500

interface Given {
  kind: typeof GIVEN
  token: string
}

/**
 * A window that came from the other server shares no memory with the one that opened it: it asks.
 * The answer goes to addresses of the centre's own servers alone.
 */
export async function askOpenerForSession(origins: readonly string[]): Promise<string | null> {
  const opener = window.opener as Window | null
  if (!opener) return null
  return new Promise((done) => {
    const finish = (token: string | null): void => {
      window.removeEventListener('message', hear)
      done(token)
    }
    const hear = (message: MessageEvent<Partial<Given> | null>): void => {
      const given = origins.includes(message.origin) && message.data?.kind === GIVEN
      if (given) finish((message.data as Given).token)
    }
    window.addEventListener('message', hear)
    setTimeout(() => { finish(null) }, WITHIN_MS)
    opener.postMessage(WANTED, '*')
  })
}

/** Give the session to windows of the centre's own servers that ask; returns how to stop. */
export function lendSession(origins: () => readonly string[], token: () => string | null): () => void {
  const hear = (message: MessageEvent): void => {
    const held = token()
    if (message.data !== WANTED || held === null || !origins().includes(message.origin)) return
    const given: Given = { kind: GIVEN, token: held }
    ;(message.source as Window | null)?.postMessage(given, message.origin)
  }
  window.addEventListener('message', hear)
  return () => { window.removeEventListener('message', hear) }
}
