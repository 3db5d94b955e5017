import type { DownlinkView } from '../../wire/contracts.gen.ts'

/** The newest text of an order to its vehicle's terminal; an ending has a revision above all others. */
export function downlinkOf(downlinks: readonly DownlinkView[], orderId: string): DownlinkView | null {
  const own = downlinks.filter(({ order_id }) => order_id === orderId)
  return own.sort((a, b) => (b.revision ?? 0) - (a.revision ?? 0))[0] ?? null
}

/** How one free text stands with the terminals that it went to. */
export interface TextStand {
  id: string
  at: string
  acknowledged: number
  failed: number
  all: number
}

const FAILED = new Set<DownlinkView['state']>(['FAILED', 'EXPIRED'])

/** Free texts, newest first. */
export function standsOf(downlinks: readonly DownlinkView[]): TextStand[] {
  const ids = [...new Set(downlinks.map(({ message_id }) => message_id).filter((id) => id !== null))]
  return ids.map((id) => {
    const own = downlinks.filter(({ message_id }) => message_id === id)
    return {
      id, at: own[0]?.at ?? '', all: own.length,
      acknowledged: own.filter(({ state }) => state === 'ACKNOWLEDGED').length,
      failed: own.filter(({ state }) => FAILED.has(state)).length,
    }
  }).sort((a, b) => (a.at < b.at ? 1 : -1))
}
