import { onMounted, onUnmounted } from 'vue'
import { actOf, digitOf, KEYS, type Act, type Key } from './key_table.ts'

/** digit: the one pressed, for keys that stand for nine; else 0. */
export type Acts = Partial<Record<Act, (digit: number) => void>>

const KEPT = 8

/** Hears the keys of the whole page. Until a page is there to act, keys wait: none is lost. */
class Keyboard {
  private acts: Acts | null = null
  private waiting: { act: Act; digit: number }[] = []

  listen(): void {
    window.addEventListener('keydown', (event) => { this.press(event) }, { capture: true })
  }

  take(acts: Acts): void {
    this.acts = acts
    const waiting = this.waiting
    this.waiting = []
    for (const { act, digit } of waiting) acts[act]?.(digit)
  }

  leave(acts: Acts): void {
    if (this.acts === acts) this.acts = null
  }

  /** Function keys act also while an input method composes: what is typed is taken over first. */
  private press(event: KeyboardEvent): void {
    const act = actOf(event)
    const key: Key | null = act && KEYS[act]
    if (!act || !key || (!isFunctionKey(key) && event.isComposing)) return
    if (isBareDigit(key) && takesDigits(event.target)) return
    if (this.acts && !this.acts[act]) return
    event.preventDefault()
    if (event.repeat) return
    if (event.isComposing && document.activeElement instanceof HTMLElement) document.activeElement.blur()
    const digit = digitOf(event.code) ?? 0
    if (this.acts) this.acts[act]?.(digit)
    else this.waiting = [...this.waiting, { act, digit }].slice(-KEPT)
  }
}

function isFunctionKey({ code }: Key): boolean {
  return /^F\d/.test(code)
}

function isBareDigit({ code, alt, ctrl }: Key): boolean {
  return code === 'Digits' && !alt && !ctrl
}

/** Where a digit is typed, or chooses one of a row of answers, it is no act of the window. */
function takesDigits(at: EventTarget | null): boolean {
  return at instanceof Element && at.closest('input, textarea, select, [contenteditable], [data-digits]') !== null
}

export const keyboard = new Keyboard()

/** Let a page act on keys while it is shown. */
export function useKeys(acts: Acts): void {
  onMounted(() => { keyboard.take(acts) })
  onUnmounted(() => { keyboard.leave(acts) })
}
