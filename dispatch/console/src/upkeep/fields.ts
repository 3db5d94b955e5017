import type { TextKey } from '../shared/texts/texts.ts'
import type { PointView } from '../wire/contracts.gen.ts'
import type { Content, KeptKind } from '../wire/upkeep_wires.ts'

export const KINDS = ['station', 'vehicle', 'hospital', 'unit', 'landmark', 'alias', 'plan'] as const satisfies readonly KeptKind[]

export interface Field {
  name: string
  text: TextKey
  /** words: one a line, or between 、 and ;; lines: one a line; spoken: Chinese | English a line. */
  form: 'text' | 'maybe' | 'count' | 'choice' | 'maybe_choice' | 'choices' | 'complaints' | 'telephones' | 'words' | 'lines' | 'spoken'
  /** Of a choice: the codes, and the area of their texts. */
  codes?: readonly string[]
  area?: 'vehicle_kind' | 'skill' | 'department' | 'capability' | 'unit_kind' | 'landmark_category' | 'plan_sex'
  wanted?: true
  /** Shown in the table beside the name. */
  shown?: true
}

const NAME: Field = { name: 'name', text: 'upkeep.field.name', form: 'text', wanted: true }
const ADDRESS: Field = { name: 'address', text: 'upkeep.field.address', form: 'text' }
const TELEPHONE: Field = { name: 'telephone', text: 'upkeep.field.telephone', form: 'text', wanted: true, shown: true }
export const UNIT_KINDS = ['power', 'gas', 'water', 'police', 'traffic_police', 'fire', 'blood', 'disease_control', 'other'] as const

export const FIELDS: Readonly<Record<KeptKind, readonly Field[]>> = {
  station: [{ name: 'code', text: 'upkeep.field.code', form: 'text', wanted: true, shown: true }, NAME, ADDRESS, TELEPHONE],
  vehicle: [
    { name: 'name', text: 'upkeep.field.call_sign', form: 'text', wanted: true },
    { name: 'plate', text: 'upkeep.field.plate', form: 'text', wanted: true, shown: true },
    { name: 'kind', text: 'upkeep.field.vehicle_kind', form: 'choice', codes: ['monitoring', 'basic', 'negative_pressure'], area: 'vehicle_kind', shown: true },
    { name: 'station', text: 'upkeep.field.station', form: 'text', wanted: true, shown: true },
    { name: 'tracker', text: 'upkeep.field.tracker', form: 'maybe' },
    {
      name: 'equipment', text: 'upkeep.field.equipment', form: 'choices', area: 'skill',
      codes: ['monitored_als', 'neonatal_incubator', 'ventilator', 'obstetric_kit', 'child_kit', 'stair_stretcher', 'scoop_stretcher', 'heavy_stretcher'],
    },
  ],
  hospital: [
    NAME, ADDRESS, TELEPHONE,
    {
      name: 'departments', text: 'upkeep.field.departments', form: 'choices', area: 'department',
      codes: ['emergency', 'cardiac', 'stroke', 'trauma', 'obstetrics', 'paediatrics', 'poisoning', 'infectious', 'burns', 'psychiatric'],
    },
    {
      name: 'capabilities', text: 'upkeep.field.capabilities', form: 'choices', area: 'capability',
      codes: ['chest_pain_centre', 'stroke_centre', 'trauma_centre', 'maternal_centre', 'child_centre'],
    },
    { name: 'beds_total', text: 'upkeep.field.beds_total', form: 'count' },
    { name: 'staff', text: 'upkeep.field.staff', form: 'telephones' },
    { name: 'equipment', text: 'upkeep.field.hospital_equipment', form: 'words' },
  ],
  unit: [
    NAME,
    { name: 'kind', text: 'upkeep.field.unit_kind', form: 'choice', codes: UNIT_KINDS, area: 'unit_kind', shown: true },
    { name: 'district', text: 'upkeep.field.district', form: 'text', shown: true },
    ADDRESS,
    { name: 'telephones', text: 'upkeep.field.telephones', form: 'telephones', wanted: true },
    { name: 'note', text: 'upkeep.field.note', form: 'text' },
  ],
  landmark: [
    NAME,
    {
      name: 'category', text: 'upkeep.field.category', form: 'choice', area: 'landmark_category', shown: true,
      codes: ['aed', 'attraction', 'school', 'market', 'office', 'park', 'transport', 'village', 'works', 'other'],
    },
    ADDRESS,
    { name: 'other_names', text: 'upkeep.field.other_names', form: 'words' },
  ],
  alias: [
    { name: 'alias', text: 'upkeep.field.alias', form: 'text', wanted: true, shown: true },
    { name: 'name', text: 'upkeep.field.of_place', form: 'text', wanted: true },
  ],
  plan: [
    NAME,
    { name: 'english', text: 'upkeep.field.english', form: 'text' },
    { name: 'approved_by', text: 'upkeep.field.approved_by', form: 'text', shown: true },
    { name: 'sex', text: 'upkeep.field.plan_sex', form: 'maybe_choice', codes: ['male', 'female'], area: 'plan_sex' },
    { name: 'age_from_years', text: 'upkeep.field.age_from_years', form: 'count' },
    { name: 'age_to_years', text: 'upkeep.field.age_to_years', form: 'count' },
    { name: 'complaints', text: 'upkeep.field.complaints', form: 'complaints', wanted: true },
    { name: 'questions', text: 'upkeep.field.questions', form: 'spoken' },
    { name: 'steps', text: 'upkeep.field.steps', form: 'spoken', wanted: true },
    { name: 'order_lines', text: 'upkeep.field.order_lines', form: 'lines' },
    { name: 'equipment', text: 'upkeep.field.plan_equipment', form: 'words' },
    {
      name: 'skills', text: 'upkeep.field.plan_skills', form: 'choices', area: 'skill',
      codes: ['monitored_als', 'neonatal_incubator', 'ventilator', 'obstetric_kit', 'child_kit', 'stair_stretcher', 'scoop_stretcher', 'heavy_stretcher'],
    },
  ],
}
/** A vehicle moves: it stands where its station is. */
export const HAS_POINT: Readonly<Record<KeptKind, 'never' | 'maybe' | 'always'>> = {
  station: 'always', vehicle: 'never', hospital: 'always', unit: 'maybe', landmark: 'always', alias: 'always', plan: 'never',
}

/** What is being written: one text or a list of codes for each field, and the point. */
export interface Draft {
  words: Readonly<Record<string, string>>
  codes: Readonly<Record<string, readonly string[]>>
  point: PointView | null
}
interface Spoken {
  zh: string
  en?: string
}
interface Telephone {
  number: string
  role?: string
  hours?: string
}

export function draftOf(kind: KeptKind, content: Content | null): Draft {
  const words: Record<string, string> = {}
  const codes: Record<string, readonly string[]> = {}
  for (const { name, form, codes: known } of FIELDS[kind]) {
    const value = content?.[name]
    if (isTicked(form)) codes[name] = (value as readonly string[] | undefined) ?? []
    else words[name] = value === undefined && form === 'choice' ? (known?.[0] ?? '') : wordsOf(form, value)
  }
  return { words, codes, point: (content?.point as PointView | null | undefined) ?? null }
}

/** Chosen by ticks, none, one or several. */
export function isTicked(form: Field['form']): boolean {
  return form === 'choices' || form === 'complaints'
}

/** Written in a field of several lines. */
export function isLong(form: Field['form']): boolean {
  return form === 'telephones' || form === 'words' || form === 'lines' || form === 'spoken'
}

function wordsOf(form: Field['form'], value: unknown): string {
  if (value === undefined || value === null) return ''
  if (form === 'telephones') return (value as Telephone[]).map(({ number, role, hours }) => [number, role, hours].join('/').replace(/\/+$/, '')).join('\n')
  if (form === 'spoken') return (value as Spoken[]).map(({ zh, en }) => (en ? `${zh} | ${en}` : zh)).join('\n')
  if (form === 'words' || form === 'lines') return (value as string[]).join('\n')
  return plainWords(value)
}

/** The content that a draft is; null while something that is wanted is missing. */
export function contentOf(kind: KeptKind, draft: Draft): Content | null {
  const complete = FIELDS[kind].every(({ name, form, wanted }) => !wanted || (isTicked(form) ? draft.codes[name]?.length : draft.words[name]?.trim()))
  if (!complete || (HAS_POINT[kind] === 'always' && draft.point === null)) return null
  const fields = FIELDS[kind].map(({ name, form }) => [name, isTicked(form) ? [...(draft.codes[name] ?? [])] : valueOf(form, draft.words[name] ?? '')] as const)
  const content: Record<string, unknown> = Object.fromEntries(fields)
  return HAS_POINT[kind] === 'never' ? content : { ...content, point: draft.point }
}

function valueOf(form: Field['form'], text: string): unknown {
  const told = text.trim()
  if (form === 'maybe' || form === 'maybe_choice') return told || null
  if (form === 'count') return told === '' ? null : Number(told)
  if (form === 'words') return linesOf(text)
  if (form === 'lines' || form === 'spoken') return wholeLinesOf(text).map((line) => (form === 'lines' ? line : spokenOf(line)))
  if (form !== 'telephones') return told
  return linesOf(text).map((line) => {
    const [number = '', role = '', ...hours] = line.split('/').map((part) => part.trim())
    return { number, role, hours: hours.join('/') }
  })
}

function spokenOf(line: string): Spoken {
  const [zh = '', ...en] = line.split(/[|｜]/).map((part) => part.trim())
  return { zh, en: en.join(' ') }
}

function wholeLinesOf(text: string): string[] {
  return text.split('\n').map((line) => line.trim()).filter(Boolean)
}

function linesOf(text: string): string[] {
  return text.split(/[\n;；、]/).map((line) => line.trim()).filter(Boolean)
}

/** A text or a number as it is typed. */
export function plainWords(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
