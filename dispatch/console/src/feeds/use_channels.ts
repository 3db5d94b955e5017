import { onBeforeUnmount, onMounted, shallowRef, type Ref } from 'vue'
import type { RecorderChannelsView } from '../wire/contracts.gen.ts'
import type { ChannelWires } from '../wire/channel_wires.ts'

const REFRESH_MS = 1000

/** Reads levels while the page is open; what nobody answered for is null, for an old level is no level. */
export function useChannels(wires: ChannelWires): Ref<RecorderChannelsView | null> {
  const told = shallowRef<RecorderChannelsView | null>(null)
  let refreshing: ReturnType<typeof setInterval> | undefined

  async function refresh(): Promise<void> {
    try {
      told.value = await wires.read()
    } catch {
      told.value = null
    }
  }
  onMounted(() => {
    refreshing = setInterval(() => { void refresh() }, REFRESH_MS)
    void refresh()
  })
  onBeforeUnmount(() => { clearInterval(refreshing) })
  return told
}
