import { beforeEach, describe, expect, it } from 'vitest'
import { TOOLS, toolOf } from '../src/map/map_keys.ts'
import { featuresOf, otherScreen } from '../src/shared/screens/map_window.ts'
import { NOTHING, SharedSelection, type Selected } from '../src/shared/screens/selection.ts'
import { askOpenerForSession, lendSession } from '../src/shared/screens/session_handover.ts'
import type { SelectionView } from '../src/wire/contracts.gen.ts'
import { ago } from './fakes/wire.ts'

let told: Selected[]
let answers: ((stored: SelectionView) => void)[]
let shared: SharedSelection

beforeEach(() => {
  told = []
  answers = []
  shared = new SharedSelection({
    store: () => new Promise((done) => { answers.push(done) }),
    tell: (selected) => { told.push(selected) },
    failed: () => undefined,
  })
})

function stored(incident_id: string, secondsAgo: number): SelectionView {
  return { ...NOTHING, incident_id, changed_at: ago(secondsAgo) }
}

describe('a selection', () => {
  it('shows at once and is told to the other window before the server has answered', () => {
    void shared.select({ incident_id: 'a' })
    expect(shared.value.value.incident_id).toBe('a')
    expect(told).toEqual([{ ...NOTHING, incident_id: 'a' }])
  })

  it('begins another incident without the vehicle and the point of the last', () => {
    void shared.select({ incident_id: 'a' })
    void shared.select({ vehicle_id: 'v', point: { lon: 1, lat: 2 } })
    expect(shared.value.value.vehicle_id).toBe('v')
    void shared.select({ incident_id: 'b' })
    expect(shared.value.value).toEqual({ ...NOTHING, incident_id: 'b' })
  })

  it('is not thrown back by the echo of an earlier act', async () => {
    const first = shared.select({ incident_id: 'a' })
    const second = shared.select({ incident_id: 'b' })
    shared.learn(stored('a', 9))
    expect(shared.value.value.incident_id).toBe('b')
    answers[0]?.(stored('a', 9))
    answers[1]?.(stored('b', 8))
    await Promise.all([first, second])
    shared.learn(stored('a', 9))
    expect(shared.value.value.incident_id).toBe('b')
  })

  it('follows the server when the other window of the session chose something else', () => {
    shared.learn(stored('c', 3))
    expect(shared.value.value.incident_id).toBe('c')
    shared.learn(null)
    expect(shared.value.value.incident_id).toBe('c')
  })

  it('stays when the server cannot keep it', async () => {
    const failed: unknown[] = []
    const broken = new SharedSelection({ store: () => Promise.reject(new Error('away')), tell: () => undefined, failed: (error) => failed.push(error) })
    await broken.select({ incident_id: 'a' })
    expect(broken.value.value.incident_id).toBe('a')
    expect(failed).toHaveLength(1)
  })
})

describe('the window on the second screen', () => {
  it('covers the screen that is not this one', () => {
    const one = { availLeft: 0, availTop: 0, availWidth: 1920, availHeight: 1080 }
    const two = { ...one, availLeft: 1920 }
    expect(otherScreen({ screens: [one, two], currentScreen: two })).toBe(one)
    expect(otherScreen({ screens: [one], currentScreen: one })).toBeNull()
    expect(featuresOf(two)).toBe('popup,left=1920,top=0,width=1920,height=1080')
  })

  it('gets the session only where it comes from a server of the centre', () => {
    const given: [unknown, string][] = []
    const stop = lendSession(() => ['http://one', 'http://two'], () => 'token')
    const asks = (origin: string): void => {
      const source = { postMessage: (message: unknown, to: string) => { given.push([message, to]) } }
      window.dispatchEvent(new MessageEvent('message', { data: 'd120-session-wanted', origin, source: source as never }))
    }
    asks('http://two')
    asks('http://elsewhere')
    stop()
    asks('http://one')
    expect(given).toEqual([[{ kind: 'd120-session', token: 'token' }, 'http://two']])
  })

  it('asks nobody when nobody opened it', async () => {
    expect(await askOpenerForSession(['http://one'])).toBeNull()
  })
})

describe('the tools', () => {
  const PLAIN = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false }

  it('each has one digit, of either row', () => {
    expect(new Set(TOOLS.map(({ digit }) => digit)).size).toBe(TOOLS.length)
    expect([toolOf({ ...PLAIN, code: 'Digit3' }), toolOf({ ...PLAIN, code: 'Numpad6' })]).toEqual(['distance', 'here'])
  })

  it('leave digits with another key held to the browser', () => {
    expect(toolOf({ ...PLAIN, code: 'Digit1', ctrlKey: true })).toBeNull()
    expect(toolOf({ ...PLAIN, code: 'Digit7', shiftKey: true })).toBeNull()
  })
})
