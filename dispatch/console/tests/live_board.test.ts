import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LiveBoard } from '../src/shared/board/live_board.ts'
import { ServerClock } from '../src/shared/time/clock.ts'
import { Api } from '../src/wire/api.ts'
import { Centre } from '../src/wire/centre.ts'
import type { Board } from '../src/wire/contracts.gen.ts'
import { ServerPair } from '../src/wire/server_pair.ts'
import { FakeSocket } from './fakes/socket.ts'
import { ago, board, call, EPOCH, event } from './fakes/wire.ts'

let snapshots: Board[]
let fetched: number
let live: LiveBoard

beforeEach(async () => {
  vi.stubGlobal('WebSocket', FakeSocket)
  FakeSocket.all = []
  snapshots = [board()]
  fetched = 0
  const centre = new Centre(new Api(new ServerPair(board().servers)))
  centre.board = () => {
    const snapshot = snapshots[Math.min(fetched, snapshots.length - 1)] ?? board()
    fetched += 1
    return Promise.resolve(snapshot)
  }
  live = new LiveBoard(centre, new ServerClock())
  await live.start()
  FakeSocket.last.welcome()
})

afterEach(() => {
  live.stop()
  vi.unstubAllGlobals()
})

describe('the live board', () => {
  it('goes on from its snapshot, event by event', () => {
    FakeSocket.last.tell(event(11, 'call_offered', { call: call() }) as never)
    expect(live.state.value?.calls).toHaveLength(1)
  })

  it('takes a new snapshot after a gap and says hello from there', async () => {
    snapshots.push(board({ last: 40, calls: [call({ id: 'fresh' })] }))
    FakeSocket.last.tell(event(14, 'call_offered', { call: call() }, 13) as never)
    await vi.waitUntil(() => live.state.value?.n === 40 && FakeSocket.all.length === 2)
    FakeSocket.last.welcome()
    expect(FakeSocket.last.sent[0]).toContain('"n":40')
    expect(live.state.value?.calls.map(({ id }) => id)).toEqual(['fresh'])
  })

  it('takes a new snapshot when the watermark tells of something it never got', async () => {
    snapshots.push(board({ last: 12 }))
    FakeSocket.last.tell({ type: 'watermark', epoch: EPOCH, last: 12, server_time: ago(0) })
    await vi.waitUntil(() => live.state.value?.n === 12)
    expect(fetched).toBe(2)
  })

  it('takes no snapshot as long as it is current', () => {
    FakeSocket.last.tell({ type: 'watermark', epoch: EPOCH, last: 10, server_time: ago(0) })
    expect(fetched).toBe(1)
  })

  it('takes a new snapshot in a new epoch, as after a restored backup', async () => {
    snapshots.push(board({ epoch: 'epoch-2', last: 3 }))
    FakeSocket.last.tell({ type: 'snapshot_needed', code: 'other_epoch' })
    await vi.waitUntil(() => live.state.value?.epoch === 'epoch-2')
    expect(live.state.value?.n).toBe(3)
  })

  it('tells when the session was ended elsewhere', () => {
    const ended = vi.fn()
    live.onSessionEnded = ended
    FakeSocket.last.tell({ type: 'closed', code: 'session_ended' })
    expect(ended).toHaveBeenCalledOnce()
  })

  it('remembers why no server lets it in', () => {
    FakeSocket.last.tell({ type: 'closed', code: 'database_away' })
    expect(live.refusal.value).toBe('database_away')
  })
})
