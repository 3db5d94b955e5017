import { describe, expect, it } from 'vitest'
import { alarmFor, type Hearing } from '../src/call/alarm.ts'
import { lampsOf } from '../src/call/lamps.ts'
import { standingMessages, type Situation } from '../src/call/messages.ts'
import { fromSnapshot } from '../src/shared/board/board.ts'
import { PATTERNS } from '../src/shared/sound/patterns.ts'
import type { PartView } from '../src/wire/contracts.gen.ts'
import { FakePhone } from './fakes/phone.ts'
import { ago, board, call, incident, NOW, order } from './fakes/wire.ts'

const QUIET: Hearing = { ringing: false, talking: false, overdue: false, fault: false, emergency: null, silenced: false }

function part(name: string, state: PartView['state'] = 'well', code: string | null = null): PartView {
  return { name, observer: 'server-1', state, since: ago(60), code }
}

function messages(change: Partial<Situation>): string[] {
  const state: Situation = {
    board: fromSnapshot(board()), stream: 'live', refusal: null, phone: new FakePhone(), lamps: [], audible: true,
    microphoneFailed: false, nowMs: NOW, ...change,
  }
  return standingMessages(state).map(({ level, text }) => `${level} ${text}`)
}

describe('what a seat hears', () => {
  it.each<[Partial<Hearing>, string | null]>([
    [{ ringing: true }, 'ring'],
    [{ ringing: true, overdue: true, fault: true }, 'overdue'],
    [{ ringing: true, fault: true }, 'ring'],
    [{ fault: true }, 'fault'],
    [{ ringing: true, talking: true, overdue: true }, null],
    [{ ringing: true, silenced: true }, null],
  ])('%j is %s', (change, alarm) => {
    expect(alarmFor({ ...QUIET, ...change })).toBe(alarm)
  })

  it('is told apart by rhythm, not by pitch alone', () => {
    const rhythms = Object.values(PATTERNS).map(({ tones }) => tones.map(({ fromS, lengthS }) => `${fromS}+${lengthS}`).join(' '))
    expect(new Set(rhythms).size).toBe(6)
  })
})

describe('the bar', () => {
  it('says first that no server lives and that calls can still be answered', () => {
    const phone = new FakePhone()
    phone.lines.splice(0)
    expect(messages({ stream: 'away', phone })[0]).toBe('fault 服务器不可达——电话仍可接听')
  })

  it('blames the database where the servers say so', () => {
    expect(messages({ stream: 'away', refusal: 'database_away' })[0]).toContain('数据库')
  })

  it('says that the database is away while the servers still speak, before it tells of other parts', () => {
    const parts = [part('recorder:node1', 'degraded', 'index_away'), part('database', 'failed', 'database_away')]
    const lamps = lampsOf(fromSnapshot(board({ parts })), 'live', 'server-1', null)
    expect(messages({ lamps })).toEqual(['fault 数据库不可用——电话仍可接听，画面暂停更新', 'late 录音 索引未写入数据库'])
  })

  it('names the clock that jumped and whose it is', () => {
    const parts = [part('clock:node1', 'degraded', 'clock_stepped'), part('clock:database', 'degraded', 'clock_apart')]
    const lamps = lampsOf(fromSnapshot(board({ parts })), 'live', 'server-1', null)
    expect(lamps.slice(0, 2).map(({ word }) => word)).toEqual(['时钟 database 与数据库时间不一致', '时钟 node1 时间发生跳变'])
  })

  it('names the trunk that is away, even the only one', () => {
    const lamps = lampsOf(fromSnapshot(board({ parts: [part('trunk:carrier', 'failed', 'trunk_away')] })), 'live', 'server-1', null)
    expect(messages({ lamps })).toEqual(['fault 中继 carrier 不通'])
  })

  it('counts calls that wait too long', () => {
    const late = fromSnapshot(board({ calls: [call({ offered_at: ago(23) }), call({ id: 'b', offered_at: ago(1) })] }))
    expect(messages({ board: late })).toEqual(['late 1 路来电超时未接 · 最久 00:23'])
  })

  it('tells of ill parts, of a deaf phone and of a silent browser', () => {
    const lamps = lampsOf(fromSnapshot(board({ parts: [part('recorder:node1', 'failed', 'recorder_away')] })), 'live', 'server-1', null)
    const phone = new FakePhone()
    phone.lines.splice(0)
    expect(messages({ lamps, phone, audible: false })).toEqual([
      'fault 话机未注册到任何交换机，本席接不到电话', 'late 浏览器尚未放音，按任意键打开声音', 'fault 录音 没有应答',
    ])
  })

  it('is empty when all is well', () => {
    const lamps = lampsOf(fromSnapshot(board({ parts: [part('database')] })), 'live', 'server-1', new FakePhone())
    expect(messages({ lamps })).toEqual([])
  })
})

describe('orders and incidents in the bar', () => {
  const sheet = { incident_number: '20261122-0047' } as ReturnType<typeof order>['sheet']

  it('name the order that nobody took, as red as a fault', () => {
    const late = order({ sheet, overdue_at: ago(28), sent_at: ago(38) })
    expect(messages({ board: fromSnapshot(board({ incidents: [incident()], orders: [late] })) })).toEqual(['fault 0047 120C2 未接单 00:38'])
  })

  it('fall silent once a person has taken it', () => {
    const taken = order({ sheet, overdue_at: ago(28), acknowledged_revision: 1 })
    expect(messages({ board: fromSnapshot(board({ incidents: [incident()], orders: [taken] })) })).toEqual([])
  })

  it('name the incident that waits, once the leader was told', () => {
    const waits = incident({ alarmed_at: ago(1), waiting_since: ago(121) })
    expect(messages({ board: fromSnapshot(board({ incidents: [waits] })) })).toEqual(['late 0047 待派已 02:01'])
    expect(messages({ board: fromSnapshot(board({ incidents: [incident()] })) })).toEqual([])
  })
})

describe('the lamps', () => {
  const parts = [part('server:server-2'), part('database'), part('exchange:node1'), part('exchange:node2', 'failed', 'new_code'), part('server:server-1')]

  it('stand in one order and number only what there is more of', () => {
    const words = lampsOf(fromSnapshot(board({ parts })), 'live', 'server-1', new FakePhone()).map(({ word }) => word)
    expect(words).toEqual(['交换机 1', '交换机 2 有故障（代码 new_code）', '数据库', '服务器 1', '服务器 2', '数据', '话机'])
  })

  it('do not pretend to know anything when no server tells', () => {
    const states = lampsOf(fromSnapshot(board({ parts })), 'away', '', new FakePhone()).map(({ state }) => state)
    expect(states).toEqual(['unknown', 'unknown', 'unknown', 'unknown', 'unknown', 'failed', 'well'])
  })
})
