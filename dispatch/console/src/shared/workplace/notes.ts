import { shallowReactive } from 'vue'

const SHOWN_MS = 6000

/** late: somebody waits too long; fault: a part is ill; note: an answer to a key. */
export interface Message {
  id: string
  level: 'fault' | 'late' | 'note'
  text: string
  /** The incident that it is about: the key leads there. */
  incident?: string
}

/** Short answers to what a person did; each goes away by itself. */
export class Notes {
  readonly shown: Message[] = shallowReactive([])
  private last = 0

  say(text: string): void {
    const id = `note-${(this.last += 1)}`
    this.shown.unshift({ id, level: 'note', text })
    setTimeout(() => { this.take(id) }, SHOWN_MS)
  }

  take(id: string): void {
    const index = this.shown.findIndex((note) => note.id === id)
    if (index >= 0) this.shown.splice(index, 1)
  }
}
