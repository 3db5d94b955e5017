import { describe, expect, it } from 'vitest'
import { linesOf, plansFound } from '../src/call/plan/plan_lines.ts'
import { contentOf, draftOf } from '../src/upkeep/fields.ts'
import type { PlanTickView, PlanView } from '../src/wire/contracts.gen.ts'

const PLAN: PlanView = {
  id: 'p', version: 2, name: '胸痛', english: 'Chest pain', complaints: ['chest_pain'], sex: null, age_from_years: null, age_to_years: null,
  questions: [{ zh: '痛了多久？', en: 'Since when?' }], steps: [{ zh: '坐着别动', en: 'Sit still' }, { zh: '打开门', en: '' }],
  equipment: ['氧气'], skills: [], order_lines: [], approved_by: '', initials: 'xt', spelled: 'xiongtong',
}
const OTHER: PlanView = { ...PLAN, id: 'q', name: '卒中', english: 'Stroke', steps: [{ zh: '侧躺', en: '' }], questions: [], initials: 'cz', spelled: 'cuzhong' }

function tick(number: number, read: boolean, part: PlanTickView['part'] = 'step'): PlanTickView {
  return { id: `${number}${read}`, incident_id: 'i', plan_id: 'p', plan_version: 1, plan_name: '胸痛', part, number, text: '', read, by: '1027', at: '2026-11-30T10:00:00Z' }
}

describe('lines of a first-aid plan', () => {
  it('are questions before steps, in English where there is English', () => {
    expect(linesOf(PLAN, [], false).map(({ text }) => text)).toEqual(['痛了多久？', '坐着别动', '打开门'])
    expect(linesOf(PLAN, [], true).map(({ text }) => text)).toEqual(['Since when?', 'Sit still', '打开门'])
  })

  it('are ticked by the newest tick of the same part and number alone', () => {
    const ticks = [tick(1, true), tick(2, true), tick(1, false), tick(1, true, 'question')]
    expect(linesOf(PLAN, ticks, false).map(({ tick: last }) => last !== null)).toEqual([true, false, true])
    expect(linesOf(OTHER, ticks, false).map(({ tick: last }) => last)).toEqual([null])
  })
})

describe('the search of plans', () => {
  it('finds by initials, spelling, English and what is in a line', () => {
    const found = (text: string): string[] => plansFound([PLAN, OTHER], text).map(({ id }) => id)
    expect([found('XT'), found('cuzh'), found('stroke'), found('别动'), found('zzz'), found(' ')]).toEqual([['p'], ['q'], ['q'], ['p'], [], ['p', 'q']])
  })
})

describe('a plan as it is written', () => {
  const content = {
    name: '胸痛', english: '', complaints: ['chest_pain'], sex: null, age_from_years: null, age_to_years: 8, questions: [],
    steps: [{ zh: '坐着别动', en: 'Sit still' }, { zh: '打开门', en: '' }], equipment: ['氧气'], skills: [], order_lines: ['先做；心电图'], approved_by: '',
  }

  it('comes back as it was', () => {
    expect(contentOf('plan', draftOf('plan', content))).toEqual(content)
  })

  it('is not complete without a complaint or a step', () => {
    expect(contentOf('plan', draftOf('plan', { ...content, complaints: [] }))).toBeNull()
    expect(contentOf('plan', draftOf('plan', { ...content, steps: [] }))).toBeNull()
  })
})
