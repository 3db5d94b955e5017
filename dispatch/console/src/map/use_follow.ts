import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import { t } from '../shared/texts/texts.ts'
import type { PointView } from '../wire/contracts.gen.ts'
import type { Camera } from './use_camera.ts'

export interface Followed {
  id: string
  name: string
  point: PointView
}

export interface Follow {
  vehicle: Ref<string | null>
  /** That it follows, or why it no longer does. */
  words: ComputedRef<string>
  /** Follow a vehicle; the same one again, or none: no more. */
  toggle: (vehicle: Followed | null) => void
  /** The map was moved by a hand, or somewhere else was looked at. */
  end: () => void
}

/** Keeps a vehicle in the middle of the map until the map is moved. */
export function useFollow(camera: Camera, find: (id: string) => Followed | null): Follow {
  const vehicle = ref<string | null>(null)
  const ended = ref('')
  const followed = computed(() => (vehicle.value === null ? null : find(vehicle.value)))
  const stop = (why: 'map.follow_moved' | 'map.follow_over'): void => {
    if (vehicle.value === null) return
    ended.value = t(why, { name: followed.value?.name ?? '' })
    vehicle.value = null
  }
  watch(() => followed.value && `${followed.value.point.lon} ${followed.value.point.lat}`, () => {
    if (followed.value) camera.target.value = { centre: followed.value.point, zoom: camera.view.value.zoom }
  })
  return {
    vehicle,
    words: computed(() => (followed.value ? t('map.following', { name: followed.value.name }) : ended.value)),
    toggle: (next) => {
      if (vehicle.value !== null) {
        stop('map.follow_over')
      } else if (next === null) {
        ended.value = t('map.follow_choose')
      } else {
        ended.value = ''
        vehicle.value = next.id
      }
    },
    end: () => { stop('map.follow_moved') },
  }
}
