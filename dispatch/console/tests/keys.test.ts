import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { actOf, capOf, digitOf, KEYS, type Key } from '../src/shared/keys/key_table.ts'
import { keyboard } from '../src/shared/keys/keyboard.ts'

const PLAIN = { altKey: false, ctrlKey: false, shiftKey: false, metaKey: false }

function press(code: string, given: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { code, cancelable: true, bubbles: true, ...given })
  window.dispatchEvent(event)
  return event
}

describe('the table of keys', () => {
  it('gives no key two meanings', () => {
    const caps = Object.values<Key>(KEYS).map(capOf)
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

  it('reads digits of both rows', () => {
    expect([digitOf('Digit3'), digitOf('Numpad3'), digitOf('F3')]).toEqual([3, 3, null])
  })
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
