import { computed, nextTick, onMounted, onUnmounted, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { LaneView, ReplayView, StoryView } from '../wire/contracts.gen.ts'
import { SoundClock, TICK_MS } from './sound_clock.ts'
import { keysOf } from './playback_keys.ts'
import { following, marksOf, wholeOf, type Mark, type Span } from './story.ts'

export interface Playback {
  story: ShallowRef<StoryView | null>
  replay: ShallowRef<ReplayView | null>
  lanes: ComputedRef<LaneView[]>
  marks: ComputedRef<Mark[]>
  whole: ComputedRef<Span>
  view: Ref<Span>
  muted: Ref<ReadonlySet<string>>
  withEmpty: Ref<boolean>
  clock: SoundClock
  take: (story: StoryView, replay: ReplayView | null, startMs: number | null) => Promise<void>
  act: (code: string, far?: boolean) => boolean
  mute: (name: string) => void
}

/** A story that is being played: its lanes, its one clock, and what every key does. */
export function usePlayback(elementOf: (name: string) => HTMLAudioElement | undefined): Playback {
  const [story, replay] = [shallowRef<StoryView | null>(null), shallowRef<ReplayView | null>(null)]
  const [withEmpty, muted] = [ref(false), ref<ReadonlySet<string>>(new Set())]
  const view = ref<Span>({ fromMs: 0, toMs: 1 })
  const clock = new SoundClock()
  const lanes = computed(() => (story.value?.lanes ?? []).filter((lane) => withEmpty.value || !lane.empty))
  const marks = computed(() => (story.value ? marksOf(story.value) : []))
  const whole = computed(() => (story.value ? wholeOf(story.value, replay.value) : { fromMs: 0, toMs: 1 }))

  async function take(told: StoryView, tracks: ReplayView | null, startMs: number | null): Promise<void> {
    [story.value, replay.value] = [told, tracks]
    view.value = whole.value
    await nextTick()
    const sounds = told.lanes.flatMap((lane) => {
      const element = elementOf(lane.recording.name)
      return element ? [{ name: lane.recording.name, beginsMs: Date.parse(lane.begins_at), lengthMs: lane.recording.duration_ms ?? 0, element }] : []
    })
    clock.load(whole.value.fromMs, whole.value.toMs, sounds)
    clock.seek(startMs ?? sounds[0]?.beginsMs ?? whole.value.fromMs)
  }

  function mute(name: string): void {
    const next = new Set(muted.value)
    if (!next.delete(name)) next.add(name)
    muted.value = next
    const element = elementOf(name)
    if (element) element.muted = next.has(name)
  }

  const act = keysOf({ clock, lanes, marks, whole, view, mute })
  run(clock, () => story.value !== null, act)
  watch(clock.atMs, (atMs) => { view.value = following(view.value, whole.value, atMs) })
  return { story, replay, lanes, marks, whole, view, muted, withEmpty, clock, take, act, mute }
}

/** Let the clock go and hear the keyboard while the page is there; the space bar plays wherever the focus is, Enter presses. */
function run(clock: SoundClock, isOpen: () => boolean, act: Playback['act']): void {
  const timer = window.setInterval(() => { clock.tick(performance.now()) }, TICK_MS)
  function press(event: KeyboardEvent): void {
    const typed = event.target instanceof Element && event.target.closest('input:not([type=checkbox]), textarea, select') !== null
    if (!isOpen() || typed || event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return
    if (act(event.code, event.shiftKey)) event.preventDefault()
  }
  onMounted(() => { window.addEventListener('keydown', press) })
  onUnmounted(() => {
    window.removeEventListener('keydown', press)
    window.clearInterval(timer)
    clock.stop()
  })
}
