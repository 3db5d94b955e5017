import { onMounted, onUnmounted } from 'vue'
import { bareDigitOf, mapActOf, toolOf, type MapAct, type Tool } from './map_keys.ts'

export interface MapListener {
  /** A list that is open takes digits before the tools do; whether it took this one. */
  digit: (digit: number) => boolean
  take: (tool: Tool) => void
  acts: Readonly<Record<MapAct, (digit: number) => void>>
}

/** A key that is held goes on moving; nothing else repeats. */
const REPEATS: ReadonlySet<MapAct> = new Set([
  'left', 'right', 'up', 'down', 'farLeft', 'farRight', 'farUp', 'farDown', 'zoomIn', 'zoomOut', 'takeBack',
])

/** Hears the keys of the map window: all of it can be worked without a mouse. */
export function useMapKeys(listener: MapListener): void {
  const press = (event: KeyboardEvent): void => {
    if (event.isComposing || isTypedIn(event.target)) return
    if (heard(event, listener)) event.preventDefault()
  }
  onMounted(() => { window.addEventListener('keydown', press) })
  onUnmounted(() => { window.removeEventListener('keydown', press) })
}

function heard(event: KeyboardEvent, { digit: listDigit, take, acts }: MapListener): boolean {
  const digit = bareDigitOf(event)
  if (digit !== null && (event.repeat || listDigit(digit))) return true
  const tool = toolOf(event)
  if (tool) {
    take(tool)
    return true
  }
  const found = mapActOf(event)
  if (!found || (event.repeat && !REPEATS.has(found.act))) return found !== null
  if (found.act === 'use' && isButton(event.target)) return false
  acts[found.act](found.digit)
  return true
}

function isTypedIn(at: EventTarget | null): boolean {
  return at instanceof Element && at.closest('input, textarea, select, [contenteditable]') !== null
}

/** Enter on a button is the button's, until an arrow takes the focus from it. */
function isButton(at: EventTarget | null): boolean {
  return at instanceof Element && at.closest('button, a') !== null
}
