import { describe, expect, it } from 'vitest'
import type { Line } from '../src/shared/phone/phone.ts'
import { mayBecomeReady, soundChecks, type Probe } from '../src/shared/sound/checks.ts'

const LINE: Line = { exchange: 'node1', address: 'wss://host/ws', state: 'registered' }
const WELL: Probe = {
  kind: 'soft', secureOrigin: true, https: true, missing: [], microphoneFailure: null, microphoneOpen: true, spoke: true,
  audible: true, triedLoudspeaker: true, triedHeadset: true, lines: [LINE], exchanges: { node1: 'well' }, deskReachable: false,
}

function textsOf(change: Partial<Probe>): string[] {
  return soundChecks({ ...WELL, ...change }).filter(({ state }) => state !== 'well').map(({ text }) => text)
}

describe('the sound check', () => {
  it('lets a seat become ready when all is well', () => {
    expect(mayBecomeReady(soundChecks(WELL))).toBe(true)
  })

  it.each<[string, Partial<Probe>, string]>([
    ['the address gives no microphone', { secureOrigin: false }, 'check.insecure_origin'],
    ['the microphone was refused', { microphoneFailure: 'NotAllowedError' }, 'check.microphone_refused'],
    ['no microphone is plugged in', { microphoneFailure: 'NotFoundError' }, 'check.microphone_absent'],
    ['another program has the microphone', { microphoneFailure: 'NotReadableError' }, 'check.microphone_in_use'],
    ['nobody has spoken yet', { spoke: false }, 'check.microphone_speak'],
    ['the ring was not tried', { triedLoudspeaker: false }, 'check.loudspeaker_try'],
    ['the browser plays nothing', { audible: false }, 'check.no_sound'],
    ['the headset was not tried', { triedHeadset: false }, 'check.headset_try'],
    ['the browser is too old', { missing: ['AudioContext'] }, 'check.browser_old'],
    ['the exchange is away', { lines: [{ ...LINE, state: 'away' }], exchanges: { node1: 'failed' } }, 'check.exchange_away'],
    ['only this machine cannot reach it', { lines: [{ ...LINE, state: 'away' }] }, 'check.certificate'],
    ['the exchange refuses', { lines: [{ ...LINE, state: 'refused' }] }, 'check.exchange_refused'],
  ])('says in words that %s, and keeps the seat from becoming ready', (_, change, text) => {
    expect(textsOf(change)).toEqual([text])
    expect(mayBecomeReady(soundChecks({ ...WELL, ...change }))).toBe(false)
  })

  it('blames no certificate where the page itself came without one', () => {
    expect(textsOf({ https: false, lines: [{ ...LINE, address: 'ws://host/ws', state: 'away' }] })).toEqual(['check.exchange_away'])
  })

  it('takes calls without a map, and says so', () => {
    const checks = soundChecks({ ...WELL, missing: ['WebGL2'] })
    expect([checks[0]?.text, mayBecomeReady(checks)]).toEqual(['check.browser_no_map', true])
  })

  it('takes calls with one exchange of two', () => {
    const lines: Line[] = [{ ...LINE, exchange: 'node2', state: 'away' }, LINE]
    expect(mayBecomeReady(soundChecks({ ...WELL, lines }))).toBe(true)
  })

  it('asks a desk phone for no microphone', () => {
    const desk: Probe = { ...WELL, kind: 'desk', lines: [], spoke: false, triedHeadset: false, deskReachable: true }
    expect(mayBecomeReady(soundChecks(desk))).toBe(true)
    expect(mayBecomeReady(soundChecks({ ...desk, deskReachable: false }))).toBe(false)
  })
})
