import { afterEach, describe, expect, it, vi } from 'vitest'
import { Api } from '../src/wire/api.ts'
import { Refusal, ServersUnreachable } from '../src/wire/problem.ts'
import { ServerPair } from '../src/wire/server_pair.ts'
import { uuid7 } from '../src/wire/uuid7.ts'

type Reply = (url: string, init: RequestInit) => Response | Promise<Response>

function apiWith(reply: Reply): { api: Api; asked: [url: string, key: string | null][] } {
  const asked: [string, string | null][] = []
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    asked.push([url, new Headers(init.headers).get('Idempotency-Key')])
    return Promise.resolve().then(() => reply(url, init))
  })
  const api = new Api(new ServerPair([{ name: 'server-1', url: 'http://one' }, { name: 'server-2', url: 'http://two' }]))
  return { api, asked }
}

function problem(status: number, code: string): Response {
  return Response.json({ type: '', status, code, request_id: 'r', parameters: {} }, { status })
}

afterEach(() => { vi.unstubAllGlobals() })

describe('asking the servers', () => {
  it('asks the other server with the same key when one is dead, and stays there', async () => {
    const { api, asked } = apiWith((url) => {
      if (url.startsWith('http://one')) throw new TypeError('refused')
      return Response.json({ ok: true })
    })
    await api.ask('POST', '/api/v1/tasks/1/claim')
    await api.ask('GET', '/api/v1/board')
    expect(asked.map(([url]) => new URL(url).host)).toEqual(['one', 'two', 'two'])
    expect(asked[0]?.[1]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab]/)
    expect(asked[1]?.[1]).toBe(asked[0]?.[1])
  })

  it('never repeats what a server refused', async () => {
    const { api, asked } = apiWith(() => problem(409, 'call_taken'))
    await expect(api.ask('POST', '/api/v1/calls/1/answer')).rejects.toThrow(Refusal)
    expect(asked).toHaveLength(1)
  })

  it('asks the other server when one has lost its database, and tells why when both have', async () => {
    const { api, asked } = apiWith(() => problem(503, 'database_away'))
    await expect(api.ask('GET', '/api/v1/board')).rejects.toMatchObject({ code: 'database_away' })
    expect(asked).toHaveLength(2)
  })

  it('says that no server can be reached', async () => {
    const { api } = apiWith(() => { throw new TypeError('refused') })
    await expect(api.ask('GET', '/api/v1/board')).rejects.toThrow(ServersUnreachable)
  })

  it('gives up within its time when somebody waits on the line', async () => {
    const { api, asked } = apiWith((_, { signal }) => new Promise((_resolve, reject) => {
      signal?.addEventListener('abort', () => { reject(new DOMException('aborted', 'AbortError')) })
    }))
    await expect(api.ask('POST', '/api/v1/calls/1/answer', undefined, { withinMs: 30 })).rejects.toThrow(ServersUnreachable)
    expect(asked.length).toBeLessThanOrEqual(2)
  })

  it('tells when the session is over', async () => {
    const { api } = apiWith(() => problem(401, 'session_ended'))
    const ended = vi.fn()
    api.onSessionEnded = ended
    await expect(api.ask('GET', '/api/v1/board')).rejects.toThrow(Refusal)
    expect(ended).toHaveBeenCalledOnce()
  })
})

describe('a key of a command', () => {
  it('sorts by the time at which it was made', () => {
    expect([uuid7(2_000_000_000_000), uuid7(1_000_000_000_000)].sort()[0]?.startsWith('00e8d4a5-1000-7')).toBe(true)
  })
})
