export type CoverAct = 'cover' | 'standBy'

export const COVER_CAP = 'Alt ⇧F'
export const STAND_BY_CAP = 'Alt ⇧J'
const ACTS: Readonly<Record<string, CoverAct>> = { KeyF: 'cover', KeyJ: 'standBy' }

type Pressed = Pick<KeyboardEvent, 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>

/** What a pressed key stands for; letters alone are never an act of the map window. */
export function coverActOf(event: Pressed): CoverAct | null {
  return event.altKey && event.shiftKey && !event.ctrlKey && !event.metaKey ? ACTS[event.code] ?? null : null
}
