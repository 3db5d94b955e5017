import { onUnmounted, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type { MapDescription } from '../wire/contracts.gen.ts'
import type { MapWires } from '../wire/map_wires.ts'
import { codeOf } from '../wire/problem.ts'
import type { ReadTile } from './gl_map.ts'

export interface Description {
  value: ShallowRef<MapDescription | null>
  /** Why there is no map; empty while there is one or nobody has answered yet. */
  away: Ref<string>
  readTile: ReadTile
}

const AGAIN_MS = 3000

/**
 * Which map is in force: asked until somebody answers, again when its tiles are gone, and when another came.
 * @param old a version that is kept: it is shown as it was, whatever comes into force.
 */
export function useDescription(wires: MapWires, news: () => unknown, old: string | null = null): Description {
  const value: Description['value'] = shallowRef(null)
  const away = ref('')
  let timer: ReturnType<typeof setTimeout> | undefined

  async function ask(): Promise<void> {
    clearTimeout(timer)
    try {
      const told = await wires.describe(old)
      if (told.version !== value.value?.version) value.value = told
      away.value = ''
    } catch (error) {
      away.value = codeOf(error)
      timer = setTimeout(() => { void ask() }, AGAIN_MS)
    }
  }
  void ask()
  watch(news, () => { if (old === null) void ask() })
  onUnmounted(() => { clearTimeout(timer) })
  return {
    value,
    away,
    readTile: (version, z, x, y) => wires.tile(version, z, x, y).catch((error: unknown) => {
      if (codeOf(error) === 'tile_not_found') void ask()
      throw error
    }),
  }
}
