import { beforeEach, describe, expect, it } from 'vitest'
import { nextTick, shallowRef, type ShallowRef } from 'vue'
import { callerOfCall, type Caller } from '../src/call/caller.ts'
import { newer, useShown, type Shown } from '../src/call/incident/use_shown.ts'
import { fromSnapshot, type BoardState } from '../src/shared/board/board.ts'
import { NOTHING } from '../src/shared/screens/selection.ts'
import type { Screens } from '../src/shared/screens/use_screens.ts'
import type { IncidentView } from '../src/wire/contracts.gen.ts'
import { ago, board, call, incident } from './fakes/wire.ts'

const TALKS = callerOfCall(call({ state: 'talking', answered_at: ago(1) }))
let state: ShallowRef<BoardState>
let caller: ShallowRef<Caller | null>
let selection: Screens['selection']
let shown: Shown

function tell(...incidents: IncidentView[]): Promise<void> {
  state.value = fromSnapshot(board({ incidents }))
  return nextTick()
}

beforeEach(() => {
  state = shallowRef(fromSnapshot(board()))
  caller = shallowRef(null)
  selection = shallowRef(NOTHING)
  const screens = { selection, select: (change: object) => { selection.value = { ...selection.value, ...change } } }
  shown = useShown(() => state.value, screens as unknown as Screens, () => caller.value)
})

describe('the incident in the middle of the window', () => {
  it('is that of the caller whom this seat answered', async () => {
    caller.value = TALKS
    await tell(incident({ calls: ['call-1'] }))
    expect(shown.incident.value?.id).toBe('incident-1')
  })

  it('is not that of a caller who only rings', async () => {
    caller.value = callerOfCall(call({ state: 'ringing' }))
    await tell(incident({ calls: ['call-1'] }))
    expect(shown.incident.value).toBeNull()
  })

  it('stays where a person went, whatever happens to the call', async () => {
    caller.value = TALKS
    await tell(incident({ calls: ['call-1'] }), incident({ id: 'other' }))
    shown.select('other')
    await tell(incident({ calls: ['call-1'], revision: 2 }), incident({ id: 'other' }))
    expect(shown.incident.value?.id).toBe('other')
  })

  it('goes with the call into the incident to which it was joined', async () => {
    caller.value = TALKS
    await tell(incident({ calls: ['call-1'] }), incident({ id: 'other' }))
    await tell(incident({ state: 'merged', merged_into: 'other' }), incident({ id: 'other', calls: ['call-0', 'call-1'] }))
    expect(shown.incident.value?.id).toBe('other')
  })

  it('is reached by a key, one after the other and round again', async () => {
    await tell(incident({ id: 'old', opened_at: ago(90) }), incident({ id: 'young', opened_at: ago(10) }))
    const seen = [1, 1, 1, -1].map((by) => { shown.step(by); return shown.incident.value?.id })
    expect(seen).toEqual(['old', 'young', 'old', 'young'])
  })
})

describe('an answer of a server', () => {
  it('is believed until the board has caught up', () => {
    const [told, answered] = [incident({ revision: 2 }), incident({ revision: 3 })]
    expect([newer(told, answered), newer(answered, told), newer(told, incident({ id: 'other', revision: 9 }))]).toEqual([answered, answered, told])
  })
})
