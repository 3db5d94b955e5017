import { digitOf } from '../shared/keys/key_table.ts'
import type { TextKey } from '../shared/texts/texts.ts'

export type Tool = 'centre' | 'city' | 'distance' | 'area' | 'around' | 'hospitals'

export interface ToolKey {
  tool: Tool
  digit: number
  text: TextKey
}

/** The keys of the map window, in the order in which they stand on it. */
export const TOOLS: readonly ToolKey[] = [
  { tool: 'centre', digit: 1, text: 'map.centre' },
  { tool: 'city', digit: 2, text: 'map.city' },
  { tool: 'distance', digit: 3, text: 'map.distance' },
  { tool: 'area', digit: 4, text: 'map.area' },
  { tool: 'around', digit: 5, text: 'map.around' },
  { tool: 'hospitals', digit: 6, text: 'map.hospitals' },
]

/** The tool that a pressed key stands for, in either row of digits. */
export function toolOf(event: Pick<KeyboardEvent, 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>): Tool | null {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return null
  const digit = digitOf(event.code)
  return TOOLS.find((key) => key.digit === digit)?.tool ?? null
}
