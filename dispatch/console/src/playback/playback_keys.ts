import type { ComputedRef, Ref } from 'vue'
import type { LaneView } from '../wire/contracts.gen.ts'
import type { SoundClock } from './sound_clock.ts'
import { markBeside, zoomed, type Mark, type Span } from './story.ts'

const [STEP_MS, FAR_STEP_MS, FINE_STEP_MS] = [5000, 30_000, 500]
const SHORTEST_LOOP_MS = 200

export interface Played {
  clock: SoundClock
  lanes: ComputedRef<LaneView[]>
  marks: ComputedRef<Mark[]>
  whole: ComputedRef<Span>
  view: Ref<Span>
  mute: (name: string) => void
}

/** What every key of the page does; false for a key that is none of ours. */
export function keysOf(played: Played): (code: string, far?: boolean) => boolean {
  const acts = { ...moves(played), ...loops(played), ...zooms(played) }
  return (code, far = false) => {
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1]
    const lane = digit === undefined ? undefined : played.lanes.value[Number(digit) - 1]
    if (lane) played.mute(lane.recording.name)
    acts[code]?.(far)
    return lane !== undefined || code in acts
  }
}

type Acts = Readonly<Record<string, (far: boolean) => void>>

function moves({ clock, marks, whole }: Played): Acts {
  const step = (ms: number): void => { clock.seek(clock.atMs.value + ms) }
  const jump = (direction: 1 | -1, milestones: boolean): void => {
    const beside = markBeside(marks.value, clock.atMs.value, direction, milestones)
    if (beside !== null) clock.seek(beside)
  }
  return {
    Space: () => { clock.toggle() },
    ArrowLeft: (far) => { step(far ? -FAR_STEP_MS : -STEP_MS) },
    ArrowRight: (far) => { step(far ? FAR_STEP_MS : STEP_MS) },
    Comma: () => { step(-FINE_STEP_MS) },
    Period: () => { step(FINE_STEP_MS) },
    Home: () => { clock.seek(whole.value.fromMs) },
    End: () => { clock.seek(whole.value.toMs) },
    BracketLeft: () => { clock.faster(-1) },
    BracketRight: () => { clock.faster(1) },
    KeyN: (far) => { jump(1, !far) },
    KeyP: (far) => { jump(-1, !far) },
  }
}

function loops({ clock }: Played): Acts {
  let begunMs = 0
  return {
    KeyA: () => { begunMs = clock.atMs.value; clock.loop.value = null },
    KeyB: () => {
      const atMs = clock.atMs.value
      if (atMs - begunMs > SHORTEST_LOOP_MS) clock.loop.value = { fromMs: begunMs, toMs: atMs }
    },
    KeyC: () => { clock.loop.value = null },
  }
}

function zooms({ clock, whole, view }: Played): Acts {
  const zoom = (factor: number): void => { view.value = zoomed(view.value, whole.value, clock.atMs.value, factor) }
  return {
    Equal: () => { zoom(0.5) },
    Minus: () => { zoom(2) },
    Digit0: () => { view.value = whole.value },
  }
}
