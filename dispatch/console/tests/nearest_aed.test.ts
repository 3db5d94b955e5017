import { effectScope, shallowRef } from 'vue'
import { describe, expect, it, vi } from 'vitest'
import { useNearestAed } from '../src/call/place/use_nearest_aed.ts'
import type { IncidentView, PlaceAroundView, PlacesAround } from '../src/wire/contracts.gen.ts'

const AED: PlaceAroundView = {
  id: '1', name: 'AED（中央商场一楼大厅）', kind: 'aed', district: '宿城区', point: { lon: 118.3, lat: 33.9 }, away_m: 180, detail: '室内 · 10:00-22:00',
}

function at(lon: number): IncidentView {
  return { id: 'i', scene: { text: '幸福里', point: { lon, lat: 33.9 } } } as unknown as IncidentView
}

describe('the nearest AED', () => {
  it('is told with its way once a place is confirmed, and of no other place', async () => {
    const incident = shallowRef<IncidentView | null>(null)
    const answers: PlacesAround[] = [{ places: [AED] }, { places: [] }]
    const around = vi.fn(() => Promise.resolve(answers.shift() ?? { places: [] }))
    const scope = effectScope()
    const told = scope.run(() => useNearestAed(around, () => incident.value))
    expect(around).not.toHaveBeenCalled()
    incident.value = at(118.3)
    await vi.waitFor(() => { expect(told?.value).toBe('最近 AED：AED（中央商场一楼大厅） 180 米 · 室内 · 10:00-22:00') })
    expect(around).toHaveBeenCalledWith({ lon: 118.3, lat: 33.9 }, 500, ['aed'])
    incident.value = at(118.9)
    await vi.waitFor(() => { expect(told?.value).toBeNull() })
    expect(around).toHaveBeenCalledTimes(2)
    scope.stop()
  })

  it('is silent where the map cannot be asked', async () => {
    const scope = effectScope()
    const around = vi.fn(() => Promise.reject(new Error('away')))
    const told = scope.run(() => useNearestAed(around, () => at(118.3)))
    await vi.waitFor(() => { expect(around).toHaveBeenCalled() })
    expect(told?.value).toBeNull()
    scope.stop()
  })
})
