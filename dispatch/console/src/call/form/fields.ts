import type { TextKey } from '../../shared/texts/texts.ts'
import type { Answered, Nature, Priority, Sex } from '../../wire/words.ts'
import type { FieldName, FieldValue } from './drafts.ts'

export const NATURES: readonly Nature[] = [
  'emergency', 'transfer', 'chase', 'repeat', 'reinforce', 'advice', 'complaint', 'misdial', 'nuisance', 'silent', 'test', 'drill',
]
export const ANSWERS: readonly Answered[] = ['yes', 'no', 'unknown']
export const SEXES: readonly Sex[] = ['male', 'female', 'unknown']
export const PRIORITIES: readonly Priority[] = [1, 2, 3]
/** So many complaints have a digit of their own. */
export const CHIPS = 9

export interface TextFieldOf {
  name: Extract<FieldName, string>
  label: TextKey
  longest: number
  /** A whole number up to this. */
  atMost?: number
  /** Columns of the row of twelve. */
  wide: number
}

const SHORT = 80
const LONG = 2000

/** The text fields in the order in which a call-taker asks, row by row. */
export const TEXT_FIELDS: readonly TextFieldOf[] = [
  { name: 'contact_number', label: 'form.contact_number', longest: 24, wide: 4 },
  { name: 'caller_relation', label: 'form.caller_relation', longest: SHORT, wide: 3 },
  { name: 'patient_name', label: 'form.patient_name', longest: SHORT, wide: 3 },
  { name: 'age', label: 'form.age', longest: 20, wide: 2 },
  { name: 'patient_count', label: 'form.patient_count', longest: 4, atMost: 9999, wide: 2 },
  { name: 'floor', label: 'form.floor', longest: SHORT, wide: 2 },
  { name: 'gestation_weeks', label: 'form.gestation_weeks', longest: 2, atMost: 45, wide: 2 },
  { name: 'onset', label: 'form.onset', longest: SHORT, wide: 3 },
  { name: 'language', label: 'form.language', longest: SHORT, wide: 3 },
  { name: 'history', label: 'form.history', longest: LONG, wide: 6 },
  { name: 'diagnosis', label: 'form.diagnosis', longest: LONG, wide: 6 },
  { name: 'hazards', label: 'form.hazards', longest: LONG, wide: 6 },
  { name: 'notes', label: 'form.notes', longest: LONG, wide: 6 },
]

/** What a text becomes on the wire; undefined: not a value of this field, nothing changes. */
export function valueOfText(field: Pick<TextFieldOf, 'atMost'>, text: string): FieldValue | undefined {
  const trimmed = text.trim()
  if (trimmed === '') return null
  if (field.atMost === undefined) return text
  const digits = Number(trimmed)
  return Number.isInteger(digits) && digits >= 0 && digits <= field.atMost ? digits : undefined
}
