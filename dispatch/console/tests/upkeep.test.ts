import { describe, expect, it } from 'vitest'
import { choicesOf, kindsOf, unitsShown } from '../src/call/related/related.ts'
import { apply } from '../src/shared/board/apply.ts'
import { fromSnapshot } from '../src/shared/board/board.ts'
import { contentOf, draftOf } from '../src/upkeep/fields.ts'
import { changesBetween, rowsShown } from '../src/upkeep/rows.ts'
import type { KeptView, RelatedUnitView } from '../src/wire/contracts.gen.ts'
import { board, event, vehicle } from './fakes/wire.ts'

const POINT = { lon: 118.29, lat: 33.95 }
const UNIT = {
  name: '城南供电所', kind: 'power', district: '宿城区', point: POINT, address: '', note: '',
  telephones: [{ number: '95598', role: '抢修', hours: '24小时' }, { number: '88001', role: '', hours: '' }],
}

function kept(id: string, content: object, more: Partial<KeptView> = {}): KeptView {
  const { name } = content as { name: string }
  return { kind: 'unit', id, name, content: { ...content }, version: 1, retired: false, revision: 1, changed_by: '9001', changed_at: null, ...more }
}
function unit(name: string, more: Partial<RelatedUnitView> = {}): RelatedUnitView {
  return { id: name, name, kind: 'power', district: '', point: null, address: '', telephones: [{ number: name, role: '', hours: '' }], note: '', ...more }
}

describe('what is written of a thing', () => {
  it('comes back as it was when nothing was changed', () => {
    expect(contentOf('unit', draftOf('unit', UNIT))).toEqual(UNIT)
  })

  it('is nothing while something that is wanted is missing', () => {
    expect(contentOf('unit', draftOf('unit', { ...UNIT, telephones: [] }))).toBeNull()
    expect(contentOf('station', draftOf('station', { code: 'S1', name: '城南站', telephone: '8101' }))).toBeNull()
  })

  it('may stand nowhere where that makes sense', () => {
    expect(contentOf('unit', draftOf('unit', { ...UNIT, point: null }))).toEqual({ ...UNIT, point: null })
  })

  it('has no point where the thing moves', () => {
    const content = { name: '120C2', plate: '苏N1', kind: 'basic', station: 'S01', tracker: null, equipment: ['ventilator'] }
    expect(contentOf('vehicle', draftOf('vehicle', content))).toEqual(content)
  })
})

describe('the table', () => {
  const rows = [kept('a', { ...UNIT, name: '乙' }), kept('b', { ...UNIT, name: '甲', kind: 'gas' }), kept('c', { ...UNIT, name: '丙' }, { retired: true })]

  it('finds a row by anything that is written of it, in the words of the screen', () => {
    const found = rowsShown(rows, { text: '供气', retired: false, sorting: { by: 'name', down: false } })
    expect(found.map(({ id }) => id)).toEqual(['b'])
  })

  it('shows what was retired only when asked for, and sorts both ways', () => {
    const sorting = { by: 'name', down: false }
    expect(rowsShown(rows, { text: '', retired: false, sorting }).map(({ id }) => id)).toEqual(['b', 'a'])
    expect(rowsShown(rows, { text: '', retired: true, sorting: { ...sorting, down: true } }).map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  })

  it('tells what became another between two versions', () => {
    const changed = changesBetween('unit', UNIT, { ...UNIT, kind: 'gas', point: null })
    expect(changed.map(({ field, before, after }) => [field?.name, before, after])).toEqual([['kind', '供电', '供气'], [undefined, '118.29000, 33.95000', '']])
  })
})

describe('related units', () => {
  const units = [unit('far', { district: '宿豫区' }), unit('city'), unit('near', { district: '宿城区', kind: 'gas' })]

  it('of the own district come first, those of others only when asked for', () => {
    const asked = { kind: null, district: '宿城区', all: false }
    expect(unitsShown(units, asked).map(({ id }) => id)).toEqual(['near', 'city'])
    expect(unitsShown(units, { ...asked, all: true }).map(({ id }) => id)).toEqual(['near', 'city', 'far'])
  })

  it('are all shown where the district is not known', () => {
    expect(unitsShown(units, { kind: 'power', district: '', all: false }).map(({ id }) => id)).toEqual(['city', 'far'])
  })

  it('have a digit for every telephone, and one number once', () => {
    const two = unit('a', { telephones: [{ number: '1', role: '抢修', hours: '' }, { number: '2', role: '', hours: '' }] })
    expect(choicesOf([two, unit('b', { telephones: [{ number: '1', role: '', hours: '' }] })]).map(({ value }) => value)).toEqual(['1', '2'])
    expect(kindsOf(units)).toEqual(['power', 'gas'])
  })
})

describe('the board', () => {
  it('drops what was retired and tells whoever shows kept things', () => {
    const full = fromSnapshot(board({ vehicles: [vehicle({ id: 'v1' }), vehicle({ id: 'v2' })] }))
    const after = apply(full, event(full.n + 1, 'upkeep_changed', { kind: 'vehicle', thing_id: 'v1', name: '120C2', act: 'retired', there: false }))
    expect(after.vehicles.map(({ id }) => id)).toEqual(['v2'])
    expect(after.upkeepNews).toBe(full.n + 1)
    const changed = apply(full, event(full.n + 1, 'upkeep_changed', { kind: 'vehicle', thing_id: 'v1', name: '120C2', act: 'changed', there: true }))
    expect(changed.vehicles).toHaveLength(2)
  })
})
