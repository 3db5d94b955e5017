import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { actOf, capOf, digitOf, KEYS, type Key } from '../src/shared/keys/key_table.ts'
import { DigitReader, digitKeys } from '../src/shared/keys/digits.ts'
import { keyboard } from '../src/shared/keys/keyboard.ts'

const PLAIN = { altKey: false, ctrlKey: false, shiftKey: false, metaKey: false }

function press(code: string, given: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { code, cancelable: true, bubbles: true, ...given })
  window.dispatchEvent(event)
  return event
}

describe('the table of keys', () => {
  it('gives no key two meanings', () => {
    const caps = Object.values<Key>(KEYS).map((key) => capOf(key))
    expect(new Set(caps).size).toBe(caps.length)
  })

  it('keeps hanging up far from answering, and behind a second key', () => {
    const place = (key: Key): number => Number(/^F(\d+)$/.exec(key.code)?.[1])
    expect(KEYS.hangUp.ctrl).toBe(true)
    expect(Math.abs(place(KEYS.hangUp) - place(KEYS.answer))).toBeGreaterThan(4)
  })

  it('takes no key that a browser never gives away', () => {
    const taken = Object.values<Key>(KEYS).filter(({ code, ctrl }) => code === 'F11' || (ctrl && ['KeyW', 'KeyN', 'KeyT'].includes(code)))
    expect(taken).toEqual([])
  })

  it('asks for Alt with every letter, so that nothing typed is an act', () => {
    expect(Object.values<Key>(KEYS).filter(({ code, alt }) => code.startsWith('Key') && !alt)).toEqual([])
  })

  it('does not take F2 with another key held for F2', () => {
    expect(actOf({ ...PLAIN, code: 'F2' })).toBe('answer')
    expect(actOf({ ...PLAIN, code: 'F2', ctrlKey: true })).toBeNull()
    expect(actOf({ ...PLAIN, code: 'F10' })).toBeNull()
  })

  it('tells the key that sends from the one that adds and the one for those who wait', () => {
    const f9 = (held: Partial<typeof PLAIN>): string | null => actOf({ ...PLAIN, ...held, code: 'F9' })
    expect([f9({}), f9({ shiftKey: true }), f9({ ctrlKey: true })]).toEqual(['order', 'addVehicle', 'sendWaiting'])
  })

  it('keeps closing an incident away from the keys that answer and send', () => {
    expect(KEYS.closeIncident.code).not.toMatch(/^F[0-9]/)
  })

  it('gives one act to nine digits', () => {
    expect(actOf({ ...PLAIN, code: 'Digit3', altKey: true })).toBe('vehicle')
    expect(actOf({ ...PLAIN, code: 'Numpad3', altKey: true, shiftKey: true })).toBe('hospital')
    expect([actOf({ ...PLAIN, code: 'Digit0', altKey: true }), actOf({ ...PLAIN, code: 'Digit3' })]).toEqual([null, 'fetch'])
    expect([capOf(KEYS.vehicle), capOf(KEYS.hospital, 2)]).toEqual(['Alt 1–9', 'Alt ⇧2'])
  })

  it('reads digits of both rows', () => {
    expect([digitOf('Digit3'), digitOf('Numpad3'), digitOf('F3')]).toEqual([3, 3, null])
  })
})

describe('answers by digits', () => {
  const keys = digitKeys(12)
  const read = (...digits: number[]): (number | null)[] => {
    const reader = new DigitReader()
    return digits.map((digit) => reader.press(digit, keys))
  }

  it('take one digit up to nine, and 0 and a digit from there on', () => {
    expect(keys.slice(8)).toEqual(['9', '01', '02', '03'])
    expect([read(9), read(0, 3)]).toEqual([[8], [null, 11]])
  })

  it('begin anew after a digit that fits nothing', () => { expect(read(0, 9, 1)).toEqual([null, null, 0]) })
})

describe('the keyboard', () => {
  let acts: Parameters<typeof keyboard.take>[0] = {}
  beforeAll(() => { keyboard.listen() })
  afterEach(() => { keyboard.leave(acts) })

  it('keeps keys until a page is there to act, then acts once', () => {
    press('F2')
    const answer = vi.fn()
    keyboard.take((acts = { answer }))
    expect(answer).toHaveBeenCalledOnce()
  })

  it('acts on F2 while the input method composes, and takes over what was typed first', () => {
    const field = document.body.appendChild(document.createElement('input'))
    field.focus()
    const focused: (Element | null)[] = []
    keyboard.take((acts = { answer: () => focused.push(document.activeElement) }))
    press('F2', { isComposing: true })
    expect(focused).toEqual([document.body])
  })

  it('tells which digit was pressed', () => {
    const vehicle = vi.fn()
    keyboard.take((acts = { vehicle }))
    press('Digit2', { altKey: true })
    expect(vehicle).toHaveBeenCalledWith(2)
  })

  it('leaves letters to the input method while it composes', () => {
    const ready = vi.fn()
    keyboard.take((acts = { ready }))
    press('KeyR', { altKey: true, isComposing: true })
    expect(ready).not.toHaveBeenCalled()
  })

  it('does not repeat an act while the key is held', () => {
    const answer = vi.fn()
    keyboard.take((acts = { answer }))
    press('F2')
    press('F2', { repeat: true })
    expect(answer).toHaveBeenCalledOnce()
  })

  it('leaves to the browser what the page does not act on', () => {
    keyboard.take((acts = {}))
    expect(press('F3').defaultPrevented).toBe(false)
    keyboard.take((acts = { hold: () => undefined }))
    expect(press('F3').defaultPrevented).toBe(true)
  })
})
