import { textOfCode } from '../shared/texts/texts.ts'
import type { KeptView, PointView } from '../wire/contracts.gen.ts'
import type { Content } from '../wire/upkeep_wires.ts'
import { FIELDS, plainWords, type Field } from './fields.ts'

export interface Sorting {
  by: string
  down: boolean
}

/** A value of a content as a person reads it. */
export function sayField(field: Field, content: Content): string {
  const value = content[field.name]
  if (value === null || value === undefined) return ''
  const { area } = field
  const say = (one: unknown): string => (area ? textOfCode(area, plainWords(one)) : partsOf(one).map(plainWords).filter(Boolean).join(' '))
  return Array.isArray(value) ? value.map(say).join(' · ') : say(value)
}

/** A duty telephone has its number first, a spoken line its Chinese, whatever order their fields came in. */
function partsOf(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [value]
  const { number, role, hours, zh, en } = value as Record<string, unknown>
  return [number, role, hours, zh, en]
}

/** The rows that hold a text anywhere in what is written of them, in the order asked for. */
export function rowsShown(rows: readonly KeptView[], { text, retired, sorting }: { text: string; retired: boolean; sorting: Sorting }): readonly KeptView[] {
  const wanted = text.trim().toLowerCase()
  const found = rows.filter((row) => (retired || !row.retired) && (wanted === '' || wordsOf(row).includes(wanted)))
  const sorted = [...found].sort((one, other) => keyOf(one, sorting.by).localeCompare(keyOf(other, sorting.by), 'zh'))
  return sorting.down ? sorted.reverse() : sorted
}

function wordsOf(row: KeptView): string {
  return [row.name, ...FIELDS[row.kind].map((field) => sayField(field, row.content))].join(' ').toLowerCase()
}

function keyOf(row: KeptView, by: string): string {
  const field = FIELDS[row.kind].find(({ name }) => name === by)
  return by === 'changed' ? (row.changed_at ?? '') : field ? sayField(field, row.content) : row.name
}

/** Where a thing stands, or nothing. */
export function pointOf({ content }: Pick<KeptView, 'content'>): PointView | null {
  return (content.point as PointView | null | undefined) ?? null
}

export interface FieldChange {
  field: Field | null
  before: string
  after: string
}

/** What became another between two contents. */
export function changesBetween(kind: KeptView['kind'], before: Content | null, after: Content | null): FieldChange[] {
  const changed = FIELDS[kind].map((field) => ({ field, before: before ? sayField(field, before) : '', after: after ? sayField(field, after) : '' }))
  const points = { field: null, before: sayPoint(before), after: sayPoint(after) }
  return [...changed, points].filter((one) => one.before !== one.after)
}

export function sayPoint(content: Content | null): string {
  const point = content?.point as PointView | null | undefined
  return point ? `${point.lon.toFixed(5)}, ${point.lat.toFixed(5)}` : ''
}

/** What a field is called, without how it is written. */
export function shortName(text: string): string {
  return text.split(/\s*[(（]/, 1)[0] ?? text
}
