import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { t } from '../../shared/texts/texts.ts'
import type { RecommendationView, UncoveredView } from '../../wire/contracts.gen.ts'
import { codeOf } from '../../wire/problem.ts'

type Told = UncoveredView['vehicles'][number]

/** A centre that has not switched cover on is asked this seldom. */
const OFF_MS = 60_000

export interface UncoveredSlots {
  /** Whether rows keep a slot for the sentence: changed only while no list is shown, so that no row ever moves. */
  kept: Ref<boolean>
  /** The sentence of each vehicle, by its id. */
  sentences: ShallowRef<ReadonlyMap<string, string>>
}

/** What sending each vehicle leaves uncovered: asked after a list is there, never before, and it ranks nothing. */
export function useUncovered(read: () => Promise<UncoveredView>, list: () => RecommendationView | null): UncoveredSlots {
  const kept = ref(false)
  const sentences: UncoveredSlots['sentences'] = shallowRef(new Map())
  const known = ref(false)
  let asked = 0
  let quiet: ReturnType<typeof setTimeout> | undefined

  async function ask(): Promise<void> {
    if (quiet !== undefined) return
    const own = (asked += 1)
    try {
      const told = await read()
      if (own !== asked) return
      known.value = true
      sentences.value = new Map(told.vehicles.map((one) => [one.vehicle_id, sentenceOf(one, told)]))
    } catch (error) {
      if (own !== asked) return
      sentences.value = new Map()
      if (codeOf(error) !== 'cover_off') return
      known.value = false
      quiet = setTimeout(() => { quiet = undefined }, OFF_MS)
    }
  }

  watch([known, () => list() === null], () => { if (list() === null) kept.value = known.value })
  watch(list, () => { void ask() }, { immediate: true })
  onScopeDispose(() => { clearTimeout(quiet) })
  return { kept, sentences }
}

/** What one vehicle leaves behind, in words. */
export function sentenceOf({ share_percent, districts }: Told, { within_min, source }: Pick<UncoveredView, 'within_min' | 'source'>): string {
  if (share_percent === 0) return t('uncovered.nothing', { minutes: within_min })
  const told = t(`uncovered.${source}`, { minutes: within_min, share: share_percent })
  if (districts.length === 0) return told
  return told + t('uncovered.districts', { districts: districts.map((one) => t('uncovered.district', { name: one.name, share: one.share_percent })).join(t('uncovered.and')) })
}
