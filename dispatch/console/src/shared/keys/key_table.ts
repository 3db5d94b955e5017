import type { TextKey } from '../texts/texts.ts'

export interface Key {
  /** KeyboardEvent.code: the place on the keyboard, whatever the input method makes of it. */
  code: string
  alt?: true
  ctrl?: true
  text: TextKey
  /** Shown in the bottom bar, not only in the help sheet. */
  hinted?: true
}

/** Every key of the call window; the help sheet and the hints are made from this table. */
export const KEYS = {
  help: { code: 'F1', text: 'key.help', hinted: true },
  answer: { code: 'F2', text: 'key.answer', hinted: true },
  hold: { code: 'F3', text: 'key.hold', hinted: true },
  task: { code: 'F7', text: 'key.task', hinted: true },
  message: { code: 'F12', text: 'key.message' },
  hangUp: { code: 'F10', ctrl: true, text: 'key.hang_up', hinted: true },
  mute: { code: 'KeyJ', alt: true, text: 'key.mute', hinted: true },
  silence: { code: 'KeyQ', alt: true, text: 'key.silence', hinted: true },
  keyPatient: { code: 'KeyK', alt: true, text: 'key.key_patient' },
  ready: { code: 'KeyR', alt: true, text: 'key.ready', hinted: true },
  busy: { code: 'KeyP', alt: true, text: 'key.busy', hinted: true },
  sound: { code: 'KeyV', alt: true, text: 'key.sound' },
  look: { code: 'KeyL', alt: true, text: 'key.look' },
  language: { code: 'KeyZ', alt: true, text: 'key.language' },
  close: { code: 'Escape', text: 'key.close' },
} as const satisfies Record<string, Key>

export type Act = keyof typeof KEYS

/** How a key is written on a key cap: F2, Alt J, Ctrl F10. */
export function capOf(key: Key): string {
  const place = key.code.replace(/^Key|^Digit/, '').replace('Escape', 'Esc')
  return [key.ctrl && 'Ctrl', key.alt && 'Alt', place].filter(Boolean).join(' ')
}

/** The act that a pressed key stands for. */
export function actOf(event: Pick<KeyboardEvent, 'code' | 'altKey' | 'ctrlKey' | 'shiftKey' | 'metaKey'>): Act | null {
  if (event.shiftKey || event.metaKey) return null
  const found = Object.entries<Key>(KEYS).find(
    ([, key]) => key.code === event.code && (key.alt ?? false) === event.altKey && (key.ctrl ?? false) === event.ctrlKey,
  )
  return found ? (found[0] as Act) : null
}

/** The digit of a key in either row of digits, or null. */
export function digitOf(code: string): number | null {
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(code)?.[1]
  return digit === undefined ? null : Number(digit)
}
