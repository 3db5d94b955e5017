import { onMounted, watch } from 'vue'
import type { Centre } from '../wire/centre.ts'
import { UpkeepDesk } from './upkeep_desk.ts'

/** The desk of the page, which reads again whenever somebody changed what is kept. */
export function useUpkeep(centre: Centre, news: () => number): UpkeepDesk {
  const desk = new UpkeepDesk(centre)
  watch(desk.draft, () => { desk.changed() })
  watch(desk.kind, () => { desk.begun() })
  watch(news, () => { void desk.load().catch(() => undefined) })
  onMounted(() => desk.attempts.attempt(desk.load))
  return desk
}
