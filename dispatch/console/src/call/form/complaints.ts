import { currentLanguage } from '../../shared/texts/texts.ts'
import type { ComplaintLine } from '../../wire/contracts.gen.ts'

/** A complaint as it is called in the language in use. */
export function nameOf({ name, english }: ComplaintLine): string {
  return currentLanguage() === 'zh' ? name : english
}

/** The name of a complaint by its code; a code that the table does not hold stays as it is. */
export function nameOfComplaint(complaints: readonly ComplaintLine[], code: string | null): string | null {
  if (code === null) return null
  const line = complaints.find((one) => one.code === code)
  return line ? nameOf(line) : code
}
