import { onBeforeUnmount, onMounted, ref, shallowRef, type Ref } from 'vue'
import type { Attempts } from '../shared/ui/use_attempt.ts'
import type { FeedsView } from '../wire/contracts.gen.ts'
import type { FeedWires } from '../wire/feed_wires.ts'

/** Ports tell how they are once a second; nobody reads faster than this. */
const REFRESH_MS = 2000

export interface Feeds {
  told: Ref<FeedsView | null>
  /** What stands on the page is older: the server did not answer. */
  stale: Ref<boolean>
  load: () => Promise<void>
}

/** Reads again while the page is open; what was read last stays when nobody answers. */
export function useFeeds(wires: FeedWires, attempts: Attempts): Feeds {
  const told = shallowRef<FeedsView | null>(null)
  const stale = ref(false)
  let refreshing: ReturnType<typeof setInterval> | undefined

  async function load(): Promise<void> {
    told.value = await wires.read()
    stale.value = false
  }
  async function refresh(): Promise<void> {
    try {
      await load()
    } catch {
      stale.value = true
    }
  }
  onMounted(() => {
    refreshing = setInterval(() => { void refresh() }, REFRESH_MS)
    return attempts.attempt(load)
  })
  onBeforeUnmount(() => { clearInterval(refreshing) })
  return { told, stale, load }
}
