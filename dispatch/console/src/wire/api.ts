import { Refusal, readProblem, ServersUnreachable } from './problem.ts'
import type { ServerPair } from './server_pair.ts'
import { uuid7 } from './uuid7.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export interface Asking {
  /** Longest wait for one server, milliseconds. */
  timeoutMs?: number
  /** Longest wait for all servers together: somebody waits on the line. */
  withinMs?: number
  /** Made when the act was done, so that a later repetition is known as one; without it a new one. */
  key?: string
}
type Read<Answer> = (response: Response) => Promise<Answer>

const USUAL_TIMEOUT_MS = 2500
const FILE_TIMEOUT_MS = 60_000

/** Speaks HTTP to whichever command server answers; a repetition carries the same key. */
export class Api {
  token: string | null = null
  onSessionEnded: () => void = () => undefined

  constructor(readonly servers: ServerPair) {}

  /** Ask, moving to the next server when one does not answer. */
  async ask<Answer>(method: Method, path: string, body?: unknown, asking: Asking = {}): Promise<Answer> {
    const request: RequestInit = { ...this.request(method, body, asking.key), cache: 'no-store' }
    return this.askAll(path, request, asking, async (response) => (await jsonOf(response)) as Answer)
  }

  /** Read what never changes under its address, such as a tile: the browser keeps it. */
  async bytes(path: string): Promise<ArrayBuffer> {
    return this.askAll(path, this.request('GET', undefined), {}, (response) => response.arrayBuffer())
  }

  /** Read a file that is to be kept, such as a list. */
  async file(path: string): Promise<Blob> {
    const request: RequestInit = { ...this.request('GET', undefined), cache: 'no-store' }
    return this.askAll(path, request, { timeoutMs: FILE_TIMEOUT_MS }, (response) => response.blob())
  }

  private async askAll<Answer>(path: string, request: RequestInit, asking: Asking, read: Read<Answer>): Promise<Answer> {
    const giveUpAt = performance.now() + (asking.withinMs ?? Infinity)
    let refusal: Refusal | null = null
    for (let attempt = 0; attempt < this.servers.all.length; attempt += 1) {
      const server = this.servers.current
      const timeoutMs = Math.min(asking.timeoutMs ?? USUAL_TIMEOUT_MS, Math.max(0, giveUpAt - performance.now()))
      try {
        return await this.answerOf(path, request, timeoutMs, read)
      } catch (error) {
        if (error instanceof Refusal && error.problem.status !== 503) throw error
        refusal = error instanceof Refusal ? error : refusal
        this.servers.moveFrom(server)
      }
    }
    throw refusal ?? new ServersUnreachable()
  }

  private request(method: Method, body: unknown, key = uuid7()): RequestInit {
    const headers = new Headers()
    if (this.token) headers.set('Authorization', `Bearer ${this.token}`)
    if (method !== 'GET') headers.set('Idempotency-Key', key)
    if (body === undefined) return { method, headers }
    if (body instanceof FormData) return { method, headers, body }
    headers.set('Content-Type', 'application/json')
    return { method, headers, body: JSON.stringify(body) }
  }

  private async answerOf<Answer>(path: string, request: RequestInit, timeoutMs: number, read: Read<Answer>): Promise<Answer> {
    const response = await fetch(this.servers.address(path), { ...request, signal: timeout(timeoutMs) })
    if (response.ok) return read(response)
    const problem = readProblem(await jsonOf(response))
    if (!problem) throw new TypeError(`no problem document, status ${response.status}`)
    if (problem.code === 'session_ended') this.onSessionEnded()
    throw new Refusal(problem)
  }
}

async function jsonOf(response: Response): Promise<unknown> {
  return response.status === 204 ? null : response.json()
}

/** AbortSignal.timeout is younger than the oldest supported browser. */
function timeout(ms: number): AbortSignal {
  const controller = new AbortController()
  setTimeout(() => { controller.abort() }, ms)
  return controller.signal
}
