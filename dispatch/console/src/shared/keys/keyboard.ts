import { onMounted, onUnmounted } from 'vue'
import { actOf, KEYS, type Act, type Key } from './key_table.ts'

export type Acts = Partial<Record<Act, () => void>>

const KEPT = 8

/** Hears the keys of the whole page. Until a page is there to act, keys wait: none is lost. */
class Keyboard {
  private acts: Acts | null = null
  private waiting: Act[] = []

  listen(): void {
    window.addEventListener('keydown', (event) => { this.press(event) }, { capture: true })
  }

  take(acts: Acts): void {
    this.acts = acts
    const waiting = this.waiting
    this.waiting = []
    for (const act of waiting) acts[act]?.()
  }

  leave(acts: Acts): void {
    if (this.acts === acts) this.acts = null
  }

  /** Function keys act also while an input method composes: what is typed is taken over first. */
  private press(event: KeyboardEvent): void {
    const act = actOf(event)
    const key: Key | null = act && KEYS[act]
    if (!act || !key || (key.alt && event.isComposing)) return
    if (this.acts && !this.acts[act]) return
    event.preventDefault()
    if (event.repeat) return
    if (event.isComposing && document.activeElement instanceof HTMLElement) document.activeElement.blur()
    if (this.acts) this.acts[act]?.()
    else this.waiting = [...this.waiting, act].slice(-KEPT)
  }
}

export const keyboard = new Keyboard()

/** Let a page act on keys while it is shown. */
export function useKeys(acts: Acts): void {
  onMounted(() => { keyboard.take(acts) })
  onUnmounted(() => { keyboard.leave(acts) })
}
