import { t } from '../../shared/texts/texts.ts'
import type { BeginGroupCall, CallView, LinePlan } from '../../wire/contracts.gen.ts'

const FIRST_LINE_PHONE = 7000

export type Owner = LinePlan['owner']
/** Whom the panel of lines calls: one line, or many at once. */
export type LineAct = { call: string } | { group: BeginGroupCall }
export const OWNERS: readonly Owner[] = ['station', 'hospital', 'office']

/** The number that a seat dials to call a line. */
export function phoneOf(line: LinePlan): string {
  return String(FIRST_LINE_PHONE + line.number)
}

export function isLine(number: string | null): boolean {
  return /^7[01]\d\d$/.test(number ?? '')
}

/** Over what a call goes: a dedicated line, its place's second telephone, or a trunk; null before it rings. */
export function wayOf({ number, trunk }: CallView): string | null {
  if (!trunk) return null
  if (trunk === number) return t('line.by_line')
  return isLine(number) ? t('line.by_second', { trunk }) : t('caller.trunk', { trunk })
}
