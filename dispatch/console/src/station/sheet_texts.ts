import { t } from '../shared/texts/texts.ts'
import type { OrderSheetView } from '../wire/contracts.gen.ts'
import type { Answered, Nature, Sex } from '../wire/words.ts'

const SHAPES = ['○', '◆', '▲', '●'] as const
const KM = 1000

/** A priority by shape, number and word. */
export function priorityOf({ priority }: OrderSheetView): { shape: string; text: string } {
  if (priority !== 1 && priority !== 2 && priority !== 3) return { shape: SHAPES[0], text: t('station.no_priority') }
  return { shape: SHAPES[priority], text: `${priority} ${t(`priority.${priority}`)}` }
}

/** Complaint, patient and what is wrong with him, in one line. */
export function inShort(sheet: OrderSheetView): string {
  const told = [
    sheet.complaint_name ?? t(`nature.${sheet.nature as Nature}`),
    [sheet.sex && sheet.sex !== 'unknown' ? t(`sex.${sheet.sex as Sex}`) : '', sheet.age ?? ''].join(' ').trim(),
    sheet.patient_count && sheet.patient_count > 1 ? t('station.patients', { count: sheet.patient_count }) : '',
    sheet.conscious ? t('station.conscious', { word: t(`answered.${sheet.conscious as Answered}`) }) : '',
    sheet.breathing ? t('station.breathing', { word: t(`answered.${sheet.breathing as Answered}`) }) : '',
  ]
  return told.filter(Boolean).join(' · ')
}

/** 3.9 km, 650 m */
export function asDistance(metres: number): string {
  return metres < KM ? `${Math.round(metres)} m` : `${(metres / KM).toFixed(1)} km`
}

/** What else a crew must mind, hazards first. */
export function mindings(sheet: OrderSheetView): string[] {
  return [
    sheet.hazards && t('station.hazards', { text: sheet.hazards }),
    sheet.infectious && t('station.infectious'),
    sheet.stretcher && t('station.stretcher'),
    sheet.floor && t('station.floor', { floor: sheet.floor }),
    sheet.elevator === 'no' && t('station.no_elevator'),
    sheet.unaccompanied && t('station.unaccompanied'),
    sheet.complaint_text, sheet.onset, sheet.history, sheet.diagnosis, sheet.language, sheet.notes,
  ].filter((text): text is string => Boolean(text))
}
