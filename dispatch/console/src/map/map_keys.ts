import { digitOf } from '../shared/keys/key_table.ts'
import type { TextKey } from '../shared/texts/texts.ts'

export type Tool = 'centre' | 'city' | 'distance' | 'area' | 'around' | 'here' | 'layers' | 'follow' | 'replay' | 'print'

export interface ToolKey {
  tool: Tool
  digit: number
  text: TextKey
}

/** The digits of the map window, in the order in which they stand on it. */
export const TOOLS: readonly ToolKey[] = [
  { tool: 'centre', digit: 1, text: 'map.centre' },
  { tool: 'city', digit: 2, text: 'map.city' },
  { tool: 'distance', digit: 3, text: 'map.distance' },
  { tool: 'area', digit: 4, text: 'map.area' },
  { tool: 'around', digit: 5, text: 'map.around' },
  { tool: 'here', digit: 6, text: 'map.here' },
  { tool: 'layers', digit: 7, text: 'map.layers' },
  { tool: 'follow', digit: 8, text: 'map.follow' },
  { tool: 'replay', digit: 9, text: 'map.replay' },
  { tool: 'print', digit: 0, text: 'map.print' },
]

export type MapAct =
  | 'left' | 'right' | 'up' | 'down' | 'farLeft' | 'farRight' | 'farUp' | 'farDown'
  | 'zoomIn' | 'zoomOut' | 'use' | 'takeBack' | 'putAway' | 'wider' | 'narrower' | 'kind'

export interface MapKey {
  act: MapAct
  /** KeyboardEvent.code; Digits: 0 to 9, either row. */
  codes: readonly string[]
  shift?: true
  /** As it is written on the sheet of keys; keys that share a text stand in one row of it. */
  cap: string
  text: TextKey
}

/** The other keys of the map window. Letters stay free: nothing typed is an act. */
export const MAP_KEYS: readonly MapKey[] = [
  { act: 'left', codes: ['ArrowLeft'], cap: '←', text: 'mapkey.move' },
  { act: 'right', codes: ['ArrowRight'], cap: '→', text: 'mapkey.move' },
  { act: 'up', codes: ['ArrowUp'], cap: '↑', text: 'mapkey.move' },
  { act: 'down', codes: ['ArrowDown'], cap: '↓', text: 'mapkey.move' },
  { act: 'farLeft', codes: ['ArrowLeft'], shift: true, cap: '⇧←', text: 'mapkey.move_far' },
  { act: 'farRight', codes: ['ArrowRight'], shift: true, cap: '⇧→', text: 'mapkey.move_far' },
  { act: 'farUp', codes: ['ArrowUp'], shift: true, cap: '⇧↑', text: 'mapkey.move_far' },
  { act: 'farDown', codes: ['ArrowDown'], shift: true, cap: '⇧↓', text: 'mapkey.move_far' },
  { act: 'use', codes: ['Enter', 'NumpadEnter'], cap: 'Enter', text: 'mapkey.use' },
  { act: 'takeBack', codes: ['Backspace'], cap: '⌫', text: 'mapkey.take_back' },
  { act: 'putAway', codes: ['Escape'], cap: 'Esc', text: 'mapkey.put_away' },
  { act: 'zoomIn', codes: ['Equal', 'NumpadAdd'], cap: '+', text: 'mapkey.zoom' },
  { act: 'zoomIn', codes: ['Equal'], shift: true, cap: '+', text: 'mapkey.zoom' },
  { act: 'zoomOut', codes: ['Minus', 'NumpadSubtract'], cap: '−', text: 'mapkey.zoom' },
  { act: 'wider', codes: ['BracketRight'], cap: ']', text: 'mapkey.radius' },
  { act: 'narrower', codes: ['BracketLeft'], cap: '[', text: 'mapkey.radius' },
  { act: 'kind', codes: ['Digits'], shift: true, cap: '⇧0–9', text: 'mapkey.kind' },
]

/** Opens what is closed and slow; it stands beside the digits of a keypad. */
export const CLOSURE_KEY: Omit<MapKey, 'act'> = { codes: ['Period', 'NumpadDecimal'], cap: '.', text: 'closure.tool' }

/** Keys of the whole console that act in the map window too. */
export const SHARED_KEYS = ['help', 'look', 'language'] as const

export type Pressed = Pick<KeyboardEvent, 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>

/** The tool that a pressed key stands for, in either row of digits. */
export function toolOf(event: Pressed): Tool | null {
  const digit = bareDigitOf(event)
  return TOOLS.find((key) => key.digit === digit)?.tool ?? null
}

/** A digit without any other key held, or null. */
export function bareDigitOf(event: Pressed): number | null {
  return isHeld(event) || event.shiftKey ? null : digitOf(event.code)
}

/** The act that a pressed key stands for, with its digit where it has one. */
export function mapActOf(event: Pressed): { act: MapAct; digit: number } | null {
  if (isHeld(event)) return null
  const digit = digitOf(event.code)
  const code = digit === null ? event.code : 'Digits'
  const key = MAP_KEYS.find(({ codes, shift }) => codes.includes(code) && (shift ?? false) === event.shiftKey)
  return key ? { act: key.act, digit: digit ?? 0 } : null
}

function isHeld({ altKey, ctrlKey, metaKey }: Pressed): boolean {
  return altKey || ctrlKey || metaKey
}
