import { describe, expect, it } from 'vitest'
import { asSize, roomState } from '../src/keeping/keeping_words.ts'
import type { StoreRoomView } from '../src/wire/contracts.gen.ts'

const store: StoreRoomView = { place: '/state', kind: 'own', is_there: true, days_left: 400, bytes_a_day: 1, free_bytes: 400, basis: 'history' }

describe('how recordings are kept', () => {
  it.each([[null, '—'], [0, '0 B'], [999, '999 B'], [1500, '1.5 kB'], [460_800_000, '460.8 MB'], [8.1e15, '8100.0 TB']] as const)(
    'says %s bytes as %s', (bytes, said) => { expect(asSize(bytes)).toBe(said) })

  it.each([
    [store, 'well'],
    [{ ...store, days_left: 29 }, 'degraded'],
    [{ ...store, basis: 'channels' }, 'unknown'],
    [{ ...store, is_there: false, days_left: null }, 'failed'],
  ] as [StoreRoomView, string][])('judges a store', (one, state) => { expect(roomState(one)).toBe(state) })
})
