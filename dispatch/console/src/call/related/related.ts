import { t } from '../../shared/texts/texts.ts'
import { groupedNumber } from '../../shared/time/format.ts'
import type { RelatedUnitView } from '../../wire/contracts.gen.ts'

export type UnitKind = RelatedUnitView['kind']

/** The kinds of which there are units, in the order in which they are rung most. */
export function kindsOf(units: readonly RelatedUnitView[]): UnitKind[] {
  const order: readonly UnitKind[] = ['police', 'traffic_police', 'fire', 'power', 'gas', 'water', 'blood', 'disease_control', 'other']
  return order.filter((kind) => units.some((one) => one.kind === kind))
}

/** Units of a kind, those of the incident's district first, then those for the whole city. */
export function unitsShown(units: readonly RelatedUnitView[], { kind, district, all }: { kind: UnitKind | null; district: string; all: boolean }): readonly RelatedUnitView[] {
  const distance = (one: RelatedUnitView): number => (one.district === district && district !== '' ? 0 : one.district === '' ? 1 : 2)
  return units
    .filter((one) => (kind === null || one.kind === kind) && (all || district === '' || distance(one) < 2))
    .sort((one, other) => distance(one) - distance(other) || one.name.localeCompare(other.name, 'zh'))
}

export interface Choice {
  value: string
  text: string
}

/** A digit for every duty telephone; value is its number. One number twice is one choice. */
export function choicesOf(units: readonly RelatedUnitView[]): Choice[] {
  const choices = units.flatMap((unit) => unit.telephones.map(({ number, role, hours }) => ({
    value: number,
    text: [`${unit.name} ${groupedNumber(number)}`, t(`unit_kind.${unit.kind}`), unit.district || t('related.whole_city'), role, hours].filter(Boolean).join(' · '),
  })))
  return choices.filter(({ value }, place) => choices.findIndex((one) => one.value === value) === place)
}
