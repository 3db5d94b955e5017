import { effectScope, nextTick, shallowRef } from 'vue'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { sentenceOf, useUncovered, type UncoveredSlots } from '../src/call/order/use_uncovered.ts'
import type { RecommendationView, UncoveredView } from '../src/wire/contracts.gen.ts'
import { Refusal } from '../src/wire/problem.ts'

const LIST = { incident_id: 'i' } as RecommendationView
const ONE = { vehicle_id: 'v1', share_percent: 6.4, districts: [{ name: '宿城区', share_percent: 12 }, { name: '湖滨新区', share_percent: 80 }] }
const TOLD: UncoveredView = { made_at: '2026-11-30T12:00:00Z', within_min: 8, source: 'own_incidents', vehicles: [ONE] }

/** Use it outside of a page. */
function using(read: () => Promise<UncoveredView>, list: () => RecommendationView | null): UncoveredSlots & { stop: () => void } {
  const scope = effectScope()
  const slots = scope.run(() => useUncovered(read, list))
  if (!slots) throw new Error('no scope')
  return { ...slots, stop: () => { scope.stop() } }
}

describe('what a vehicle leaves uncovered', () => {
  beforeEach(() => { vi.useFakeTimers() })

  it('is one sentence with its share and the districts that lose cover', () => {
    expect(sentenceOf(ONE, TOLD)).toBe('派这辆后 6.4% 的事件地点无车覆盖（8 分钟）：宿城区 12%、湖滨新区 80%')
    expect(sentenceOf({ vehicle_id: 'v', share_percent: 3, districts: [] }, { within_min: 8, source: 'streets' })).toBe('派这辆后 3% 的街道无车覆盖（8 分钟）')
    expect(sentenceOf({ vehicle_id: 'v', share_percent: 0, districts: [] }, TOLD)).toBe('派这辆后覆盖不变（8 分钟）')
  })

  it('keeps a slot in the rows only from a moment on at which no list is shown', async () => {
    const list = shallowRef<RecommendationView | null>(LIST)
    const read = vi.fn(() => Promise.resolve(TOLD))
    const { kept, sentences, stop } = using(read, () => list.value)
    await vi.waitFor(() => { expect(sentences.value.size).toBe(1) })
    expect(kept.value).toBe(false)
    list.value = null
    await nextTick()
    expect(kept.value).toBe(true)
    list.value = LIST
    await nextTick()
    expect(kept.value).toBe(true)
    stop()
  })

  it('keeps none and seldom asks where cover is off, and says nothing where it is not known', async () => {
    const list = shallowRef<RecommendationView | null>(null)
    const read = vi.fn((): Promise<UncoveredView> => Promise.reject(new Refusal({ type: 'cover_off', code: 'cover_off', status: 409, request_id: 'r', parameters: {} })))
    const { kept, sentences, stop } = using(read, () => list.value)
    await nextTick()
    await nextTick()
    list.value = LIST
    await nextTick()
    expect(read).toHaveBeenCalledTimes(1)
    expect([kept.value, sentences.value.size]).toEqual([false, 0])
    await vi.advanceTimersByTimeAsync(60_000)
    list.value = { ...LIST }
    await nextTick()
    expect(read).toHaveBeenCalledTimes(2)
    stop()
  })
})
