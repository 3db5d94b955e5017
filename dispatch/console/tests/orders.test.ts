import { describe, expect, it } from 'vitest'
import { actsFor, milestonesAfter } from '../src/call/order/allowed.ts'
import { addNext, choose, hospitalsOf, meant, overrides } from '../src/call/order/choice.ts'
import { orderKeyOf, type Standing } from '../src/call/order/order_key.ts'
import { arrivesInS, stampsOf, takenOf } from '../src/call/order/order_line.ts'
import { crewOf, endOf, sentenceOf, spanOf, warningOf } from '../src/call/order/sentences.ts'
import { DUTIES, dutyOf } from '../src/call/fleet/duties.ts'
import { contradictedOf, isAutomatic, suggestedOf } from '../src/shared/board/suggested.ts'
import type { OrderView, RankedVehicleView, ReasonView, RecommendationView } from '../src/wire/contracts.gen.ts'
import { ago, incident, NOW, order } from './fakes/wire.ts'

const RANKED = ['one', 'two', 'three']

function ranked(id: string, given: Partial<RankedVehicleView> = {}): RankedVehicleView {
  return {
    rank: 1, vehicle_id: id, name: id, kind: 'basic', status: 'standby', station_name: 'South', travel_s: 312, distance_m: 3900,
    eta_low_s: 245, eta_high_s: 379, fix_age_s: 4, position_source: 'fix', crew: ['doctor', 'driver'], lacks: [], reasons: [], ...given,
  }
}

describe('the choice of vehicles', () => {
  it('is the best one as long as nobody chose', () => { expect(meant(null, RANKED, 0)).toEqual(['one']) })
  it('is nobody once a vehicle goes: a second press sends no second one', () => { expect(meant(null, RANKED, 1)).toEqual([]) })
  it('is who was chosen', () => { expect(meant(choose(null, 'three'), RANKED, 0)).toEqual(['three']) })
  it('takes the next best beside the one that stands', () => { expect(addNext(null, ['one'], RANKED)).toEqual(['one', 'two']) })
  it('takes the best one for an incident to which a vehicle goes', () => { expect(addNext(null, [], RANKED)).toEqual(['one']) })
  it('lets a key replace the one added last', () => { expect(choose(['one', 'two'], 'three')).toEqual(['one', 'three']) })
  it('lets a key take out one that stands', () => { expect(choose(['one', 'two'], 'one')).toEqual(['two']) })
  it('stays as it is when there is nobody to add', () => { expect(addNext(['one'], ['one'], ['one'])).toEqual(['one']) })
  it('drops a vehicle that is no longer free', () => { expect(meant(['gone', 'two'], RANKED, 0)).toEqual(['two']) })
  it('takes as many as there are patients with one key, and then one more', () => {
    expect(addNext(null, ['one'], RANKED, 3)).toEqual(['one', 'two', 'three'])
    expect(addNext(['one', 'two'], [], RANKED, 2)).toEqual(['one', 'two', 'three'])
  })
  it('gives each of several vehicles the hospital of the split, or the chosen one', () => {
    expect(hospitalsOf(3, null, ['near', 'near', 'far'])).toEqual(['near', 'near', 'far'])
    expect([hospitalsOf(2, 'own', ['near']), hospitalsOf(2, null, ['near']), hospitalsOf(1, null, ['near'])]).toEqual([['own', 'own'], ['near', null], []])
  })
  it('asks for a reason when it is not the top of the list', () => {
    expect([overrides(['two', 'one'], RANKED), overrides(['one', 'three'], RANKED)]).toEqual([false, true])
  })
})

describe('the order key', () => {
  const key = (given: Partial<Standing>): ReturnType<typeof orderKeyOf> =>
    orderKeyOf({ incident: incident(), typed: null, chosen: [ranked('one')], running: 0, ...given })

  it('names the confirmed place in full', () => {
    expect(key({})).toMatchObject({ kind: 'ready', place: 'Happy Lane 3', mapped: true })
  })
  it('sends nothing while another text stands in the field', () => {
    expect(key({ typed: 'Sad Lane 9' })).toEqual({ kind: 'place_unconfirmed', typed: 'Sad Lane 9' })
    expect(key({ incident: incident({ scene: null }), typed: 'xfl' }).kind).toBe('place_unconfirmed')
  })
  it('takes an emptied field, or the same text, for nothing new', () => {
    expect([key({ typed: ' ' }).kind, key({ typed: 'Happy Lane 3 ' }).kind]).toEqual(['ready', 'ready'])
  })
  it('says that a text is not on the map', () => {
    const scene = { text: 'by the old mill', point: null, source: 'typed' as const }
    expect(key({ incident: incident({ scene }) })).toMatchObject({ kind: 'ready', mapped: false })
  })
  it.each([
    [{ incident: null }, 'no_incident'], [{ incident: incident({ state: 'closed' }) }, 'over'], [{ incident: incident({ scene: null }) }, 'place_missing'],
    [{ chosen: [] }, 'no_vehicle'], [{ chosen: [], running: 1 }, 'already_sent'],
  ] as const)('says why it sends nothing: %o', (given, kind) => { expect(key(given as Partial<Standing>).kind).toBe(kind) })
})

describe('what may be done to an order', () => {
  it('depends on how far it is', () => {
    expect(actsFor(order())).toEqual(['acknowledge', 'reassign', 'cancel'])
    expect(actsFor(order({ state: 'departed', acknowledged_revision: 1 }))).toEqual(['stamp', 'reassign', 'cancel', 'empty_return'])
    expect(actsFor(order({ state: 'arrived', acknowledged_revision: 1 }))).toEqual(['stamp', 'reassign', 'empty_return'])
    expect(actsFor(order({ state: 'completed', acknowledged_revision: 1 }))).toEqual([])
    expect(actsFor(order({ state: 'cancelled' }))).toEqual([])
  })
  it('asks for the newest revision to be taken', () => {
    expect(actsFor(order({ state: 'departed', revision: 2, acknowledged_revision: 1 }))).toContain('acknowledge')
  })
  it('notes only milestones that lie ahead', () => {
    expect(milestonesAfter(order({ state: 'handed_over' }))).toEqual(['returning', 'completed'])
  })
})

describe('the line of an order', () => {
  it('counts how long nobody took it', () => {
    expect(takenOf(order({ sent_at: ago(7) }), NOW)).toEqual({ kind: 'waiting', waitsS: 7, revision: 1 })
    expect(takenOf(order({ sent_at: ago(38), overdue_at: ago(28) }), NOW)).toMatchObject({ kind: 'overdue', waitsS: 38 })
  })
  it('names who took it, and whether by voice', () => {
    const taken = order({ acknowledged_revision: 1, acknowledged_by: '1027', acknowledged_at: ago(2), acknowledged_wire: 'voice' })
    expect(takenOf(taken, NOW)).toEqual({ kind: 'taken', by: '1027', at: ago(2), byVoice: true })
  })
  it('holds every stamp in order of time', () => {
    const run = order({
      sent_at: ago(90), delivered_at: ago(89), acknowledged_at: ago(80),
      stamps: { arrived: { at: ago(5), by: '', wire: '' }, departed: { at: ago(60), by: '', wire: '' } },
    })
    expect(stampsOf(run).map(({ state }) => state)).toEqual(['sent', 'delivered', 'acknowledged', 'departed', 'arrived'])
  })
  it('tells when the vehicle is expected, from its departure on', () => {
    const departed = order({ state: 'departed', travel_s: 300, stamps: { departed: { at: ago(60), by: '', wire: '' } } })
    expect(arrivesInS(departed, NOW)).toBe(240)
    expect([arrivesInS(order({ travel_s: 5, sent_at: ago(90) }), NOW), arrivesInS(order({ state: 'arrived' }), NOW)]).toEqual([0, null])
  })
})

describe('the words of a recommendation', () => {
  it('make one sentence of the reasons, with codes put into words', () => {
    const reasons: ReasonView[] = [{ code: 'on_run', parameters: { status: 'to_scene' } }, { code: 'fix_fresh', parameters: { age_s: 4 } }]
    expect(sentenceOf(reasons)).toBe('执行任务中（驶向现场） · 定位 4 秒前')
    expect(sentenceOf([{ code: 'has_departments', parameters: { departments: 'cardiac,stroke' } }])).toBe('胸痛, 卒中')
  })
  it('name skills and centres', () => {
    expect(sentenceOf([{ code: 'lacks_skills', parameters: { skills: 'monitored_als,doctor' } }])).toBe('缺抢救监护, 随车医生，列后')
    expect(sentenceOf([{ code: 'has_centres', parameters: { centres: 'stroke_centre' } }])).toBe('卒中中心')
  })
  it('tell an arrival with its error in whole minutes outwards, and who rides', () => {
    expect([spanOf(425, 539), spanOf(null, null)]).toEqual(['7–9 分', null])
    expect([crewOf(ranked('one')), crewOf(ranked('one', { crew: [] }))]).toEqual(['医驾', '车组未登记'])
  })
  it('show a reason that this page does not know by its code', () => {
    expect(sentenceOf([{ code: 'moon_in_the_way', parameters: {} }])).toContain('moon_in_the_way')
  })
  it('say why a run ended early', () => {
    expect(endOf(order({ state: 'reassigned', end_reason: 'breakdown' }))).toBe('车辆故障')
    expect([endOf(order({ state: 'completed' })), endOf(order())]).toEqual([null, null])
  })

  it('warn above the list of what is less than it seems', () => {
    const answer = { mode: 'road', positions: 'live', ranked: [ranked('one')] } as unknown as RecommendationView
    expect(warningOf(answer)).toBeNull()
    expect(warningOf({ ...answer, mode: 'straight_line' })).toContain('直线')
    expect(warningOf({ ...answer, positions: 'stations' })).toContain('分站')
    expect(warningOf({ ...answer, ranked: [ranked('one', { travel_s: null })] })).toContain('未上图')
  })
})

describe('the duty of a vehicle', () => {
  it('always comes with its reason, save in service', () => {
    expect(DUTIES.map(dutyOf).filter(({ duty, reason }) => (duty === 'in_service') !== (reason === null))).toEqual([])
    expect(dutyOf('out_of_service crew_short')).toEqual({ duty: 'out_of_service', reason: 'crew_short' })
  })
})

describe('a suggested milestone', () => {
  const fix = { device: 'T-1', feed: 'serial-1', fixed_at: ago(5), distance_m: 12, radius_m: 80, speed_kmh: 3 }
  const suggestions = { left_scene: { at: ago(10), ...fix }, arrived: { at: ago(300), ...fix }, departed: { at: ago(900), ...fix } }

  it('is the earliest that nobody told, and lies ahead', () => {
    const run = order({ state: 'departed', suggestions })
    expect(suggestedOf(run).map(({ milestone }) => milestone)).toEqual(['arrived', 'left_scene'])
  })
  it('is none once the run has gone beyond it, or is over', () => {
    expect(suggestedOf(order({ state: 'at_hospital', suggestions }))).toEqual([])
    expect(suggestedOf(order({ state: 'cancelled', suggestions, ended_at: ago(1) }))).toEqual([])
  })
  it('is none of an order that an older server told', () => {
    const old: OrderView = order({})
    delete old.suggestions
    delete old.contradictions
    expect([suggestedOf(old), contradictedOf(old)]).toEqual([[], []])
  })
  it('says where a position pressed the key', () => {
    const run = order({ stamps: { arrived: { at: ago(9), by: 'positions', wire: 'position' }, departed: { at: ago(90), by: 'device:1', wire: 'station' } } })
    expect([isAutomatic(run, 'arrived'), isAutomatic(run, 'departed'), isAutomatic(run, 'completed')]).toEqual([true, false, false])
  })
})
