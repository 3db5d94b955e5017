import { computed, watch, type ComputedRef } from 'vue'
import { capOf, KEYS } from '../shared/keys/key_table.ts'
import type { Screens } from '../shared/screens/use_screens.ts'
import { t } from '../shared/texts/texts.ts'
import type { Lamp } from './lamps.ts'
import type { Recommended } from './order/use_recommendation.ts'

const STATES = { alive: 'well', gone: 'failed', never: 'unknown' } as const

/** Tell the map whom this window recommends, so that both show one number; its lamp comes back. */
export function useMapLink(screens: Screens, recommended: Recommended): ComputedRef<Lamp> {
  watch(recommended.answer, (answer) => {
    if (answer) screens.tellRanks(answer.incident_id, answer.ranked.map(({ vehicle_id }) => vehicle_id))
  })
  return computed(() => {
    const other = screens.other.value
    const detail = t(`lamp.map_${other}`, { key: capOf(KEYS.map) })
    return { name: 'map', state: STATES[other], word: other === 'gone' ? detail : t('lamp.map'), detail }
  })
}
