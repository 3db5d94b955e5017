import type { MapAct } from './map_keys.ts'
import type { Around } from './use_around.ts'
import { AROUND_KINDS } from './around.ts'
import type { Cursor } from './use_cursor.ts'
import type { Follow } from './use_follow.ts'
import type { Tools } from './use_tools.ts'

export interface Hands {
  cursor: Cursor
  tools: Tools
  follow: Follow
  around: Around
  /** Enter: the tool in hand, at the cursor. */
  use: () => void
  /** Escape: what lies on top goes first. */
  putAway: () => void
}

/** What each key of the map window does. */
export function mapActs({ cursor, tools, follow, around, use, putAway }: Hands): Record<MapAct, (digit: number) => void> {
  const step = (right: number, down: number, far = false) => (): void => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    if (cursor.move(right, down, far)) follow.end()
  }
  return {
    left: step(-1, 0), right: step(1, 0), up: step(0, -1), down: step(0, 1),
    farLeft: step(-1, 0, true), farRight: step(1, 0, true), farUp: step(0, -1, true), farDown: step(0, 1, true),
    zoomIn: () => { cursor.zoom(1) },
    zoomOut: () => { cursor.zoom(-1) },
    use, putAway,
    takeBack: tools.takeBack,
    wider: () => { if (tools.standing.value === 'around') around.widen(1) },
    narrower: () => { if (tools.standing.value === 'around') around.widen(-1) },
    kind: (digit) => {
      const chosen = AROUND_KINDS.find((one) => one.digit === digit)
      if (chosen && tools.standing.value === 'around') around.toggle(chosen.kind)
    },
  }
}
