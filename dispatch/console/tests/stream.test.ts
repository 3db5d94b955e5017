import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ServerPair } from '../src/wire/server_pair.ts'
import { StreamClient, type StreamState } from '../src/wire/stream.ts'
import { FakeSocket } from './fakes/socket.ts'
import { ago, EPOCH } from './fakes/wire.ts'

const LONGEST_JITTER_MS = 400
let states: StreamState[]
let client: StreamClient

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('WebSocket', FakeSocket)
  FakeSocket.all = []
  states = []
  const servers = new ServerPair([{ name: 'server-1', url: 'http://one' }, { name: 'server-2', url: 'http://two' }])
  client = new StreamClient(servers, {
    position: () => ({ epoch: EPOCH, n: 10 }),
    token: () => 'token',
    told: () => undefined,
    changed: (state) => states.push(state),
  })
  client.start()
})

afterEach(() => {
  client.stop()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('the stream', () => {
  it('says hello first, with the token and its position', () => {
    FakeSocket.last.welcome()
    expect(JSON.parse(FakeSocket.last.sent[0] ?? '')).toMatchObject({ type: 'hello', token: 'token', after: { epoch: EPOCH, n: 10 } })
    expect(states).toEqual(['live'])
  })

  it('moves to the other server at once when the connection breaks', () => {
    FakeSocket.last.welcome()
    FakeSocket.last.die()
    vi.advanceTimersByTime(LONGEST_JITTER_MS)
    expect(FakeSocket.last.url).toBe('ws://two/api/v1/stream')
    FakeSocket.last.welcome()
    expect(states).toEqual(['live', 'moving', 'live'])
  })

  it('moves when the server falls silent for two seconds', () => {
    FakeSocket.last.welcome()
    vi.advanceTimersByTime(2000 + LONGEST_JITTER_MS)
    expect(FakeSocket.all[0]?.closed).toBe(true)
    expect(FakeSocket.last.url).toContain('two')
  })

  it('stays as long as the server beats', () => {
    FakeSocket.last.welcome()
    for (let second = 0; second < 10; second += 1) {
      vi.advanceTimersByTime(1000)
      FakeSocket.last.tell({ type: 'watermark', epoch: EPOCH, last: 10, server_time: ago(0) })
    }
    expect(FakeSocket.all).toHaveLength(1)
  })

  it('says away when neither server lets it in, and keeps trying both', () => {
    FakeSocket.last.welcome()
    for (let attempt = 0; attempt < 5; attempt += 1) {
      FakeSocket.last.die()
      vi.advanceTimersByTime(LONGEST_JITTER_MS)
    }
    expect(states).toContain('away')
    expect(new Set(FakeSocket.all.map(({ url }) => url)).size).toBe(2)
    FakeSocket.last.welcome()
    expect(states.at(-1)).toBe('live')
  })

  it('hears nothing more of a connection that it left', () => {
    const left = FakeSocket.last
    left.welcome()
    client.stop()
    left.die()
    vi.advanceTimersByTime(5000)
    expect(FakeSocket.all).toHaveLength(1)
  })
})
