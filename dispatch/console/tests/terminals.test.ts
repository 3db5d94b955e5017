import { describe, expect, it } from 'vitest'
import { downlinkOf, standsOf } from '../src/call/desk/terminal_texts.ts'
import type { DownlinkView } from '../src/wire/contracts.gen.ts'

function link(own: Partial<DownlinkView>): DownlinkView {
  return {
    id: '1', phone: '13800000120', order_id: null, revision: null, message_id: null, vehicle_id: null,
    state: 'QUEUED', reason: null, at: '2026-11-22T06:15:00Z', ...own,
  }
}

describe('an order’s line', () => {
  it('shows how the newest revision stands, whatever came last', () => {
    const links = [link({ id: 'a', order_id: 'o', revision: 2, state: 'ACKNOWLEDGED' }), link({ id: 'b', order_id: 'o', revision: 1 }), link({ id: 'c', order_id: 'p', revision: 9 })]
    expect(downlinkOf(links, 'o')?.id).toBe('a')
    expect(downlinkOf([...links].reverse(), 'o')?.state).toBe('ACKNOWLEDGED')
  })

  it('shows nothing of a vehicle without a terminal', () => {
    expect(downlinkOf([link({ message_id: 'm' })], 'o')).toBeNull()
  })
})

describe('free texts', () => {
  it('are counted by the terminals that have them and those that do not', () => {
    const links = [link({ message_id: 'm', state: 'ACKNOWLEDGED' }), link({ message_id: 'm', state: 'FAILED' }), link({ message_id: 'm', state: 'EXPIRED' }), link({ message_id: 'm' }), link({ order_id: 'o' })]
    expect(standsOf(links)).toEqual([{ id: 'm', at: '2026-11-22T06:15:00Z', acknowledged: 1, failed: 2, all: 4 }])
  })

  it('stand newest first', () => {
    const links = [link({ message_id: 'old' }), link({ message_id: 'new', at: '2026-11-22T06:16:00Z' })]
    expect(standsOf(links).map(({ id }) => id)).toEqual(['new', 'old'])
  })
})
