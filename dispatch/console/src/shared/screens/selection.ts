import { shallowRef, type ShallowRef } from 'vue'
import type { PointView, SelectionView } from '../../wire/contracts.gen.ts'

/** What both windows of a seat look at. */
export interface Selected {
  incident_id: string | null
  vehicle_id: string | null
  /** Chosen on the map: a proposal for the incident, a place only by the call-taker's key. */
  point: PointView | null
}

export const NOTHING: Selected = { incident_id: null, vehicle_id: null, point: null }

export interface SelectionWires {
  /** Tell the server; its answer says when. */
  store: (selected: Selected) => Promise<SelectionView>
  /** Tell the other window at once. */
  tell: (selected: Selected) => void
  failed: (error: unknown) => void
}

/** One selection in two windows: shown at once, told to the other window, kept by the server. */
export class SharedSelection {
  readonly value: ShallowRef<Selected> = shallowRef(NOTHING)
  /** Acts of this window that the server has not answered yet. */
  private waiting = 0
  private knownAt = ''

  constructor(private readonly wires: SelectionWires) {}

  /** Look at something else; another incident begins without vehicle and point. */
  async select(change: Partial<Selected>): Promise<void> {
    const other = change.incident_id !== undefined && change.incident_id !== this.value.value.incident_id
    this.value.value = { ...(other ? NOTHING : this.value.value), ...change }
    this.wires.tell(this.value.value)
    this.waiting += 1
    try {
      const stored = await this.wires.store(this.value.value)
      if (stored.changed_at > this.knownAt) this.knownAt = stored.changed_at
    } catch (error) {
      this.wires.failed(error)
    } finally {
      this.waiting -= 1
    }
  }

  /** The other window of this browser looks at this. */
  hear(selected: Selected): void {
    this.value.value = selected
  }

  /** The server says so: not while an act of this window is on its way, and nothing older twice. */
  learn(stored: SelectionView | null): void {
    if (!stored || this.waiting > 0 || stored.changed_at <= this.knownAt) return
    this.knownAt = stored.changed_at
    const { incident_id, vehicle_id, point } = stored
    this.value.value = { incident_id, vehicle_id, point }
  }
}
