import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { changed, EMPTY, fromKept, nextToSend, refused, saved, settled, toKeep, valueOf } from '../src/call/form/drafts.ts'
import { FormSaver } from '../src/call/form/form_saver.ts'
import { TEXT_FIELDS, valueOfText } from '../src/call/form/fields.ts'
import type { ChangeForm } from '../src/wire/contracts.gen.ts'
import { draftMemory } from '../src/wire/draft_memory.ts'
import { Refusal, ServersUnreachable } from '../src/wire/problem.ts'
import { form, incident } from './fakes/wire.ts'

describe('a draft', () => {
  it('shows what was typed before what the board tells', () => {
    const draft = changed(EMPTY, 'age', '58')
    expect([valueOf(form({ age: '5' }), draft, 'age'), valueOf(form({ sex: 'male' }), draft, 'sex')]).toEqual(['58', 'male'])
  })

  it('shows a field that was cleared as empty', () => {
    expect(valueOf(form({ age: '58' }), changed(EMPTY, 'age', null), 'age')).toBeNull()
  })

  it('sends the oldest field first, one at a time', () => {
    const draft = changed(changed(changed(EMPTY, 'age', '5'), 'sex', 'male'), 'age', '58')
    expect(nextToSend(draft)).toEqual({ name: 'sex', value: 'male' })
  })

  it('keeps a value that was typed while the one before it was on its way', () => {
    const draft = saved(changed(changed(EMPTY, 'age', '5'), 'age', '58'), 'age', '5', 2)
    expect(nextToSend(draft)).toEqual({ name: 'age', value: '58' })
  })

  it('holds a saved value until the board shows it', () => {
    const draft = saved(changed(EMPTY, 'age', '58'), 'age', '58', 3)
    expect(valueOf(form(), settled(draft, 2), 'age')).toBe('58')
    expect(settled(draft, 3).fields).toEqual({})
  })

  it('never sends again what a server refused, and leaves it in sight', () => {
    const draft = refused(changed(EMPTY, 'age', 'x'), 'age', 'x')
    expect([nextToSend(draft), valueOf(form(), draft, 'age')]).toEqual([null, 'x'])
  })

  it('outlives the page with what no server has, and with that alone', () => {
    const draft = saved(changed(changed(EMPTY, 'age', '58'), 'sex', 'male'), 'sex', 'male', 2)
    expect(toKeep({ ...draft, scene: 'xfl' })).toEqual({ fields: { age: '58' }, scene: 'xfl', pickUp: null })
    expect(toKeep(saved(changed(EMPTY, 'age', '58'), 'age', '58', 2))).toBeNull()
    expect(nextToSend(fromKept({ fields: { age: '58' }, scene: null, pickUp: null }))).toEqual({ name: 'age', value: '58' })
  })
})

describe('a text on its way to the wire', () => {
  it('clears an emptied field', () => { expect(valueOfText({}, '  ')).toBeNull() })
  it('becomes a number where one is asked', () => { expect(valueOfText({ atMost: 45 }, '32')).toBe(32) })
  it.each(['x', '46', '-1', '1.5'])('is no value of a numeric field as %s', (text) => { expect(valueOfText({ atMost: 45 }, text)).toBeUndefined() })
  it('has a field for every text of the form', () => {
    const named = TEXT_FIELDS.map(({ name }) => name)
    expect(new Set(named).size).toBe(named.length)
  })
})

describe('saving', () => {
  let sent: [string, ChangeForm][]
  let failure: Error | null
  let said: unknown[]
  let saver: FormSaver

  function make(): FormSaver {
    return new FormSaver({
      changeForm: (id, change) => {
        sent.push([id, change])
        return failure ? Promise.reject(failure) : Promise.resolve(incident({ revision: sent.length + 1 }))
      },
      say: (error) => said.push(error),
    })
  }

  beforeEach(() => {
    vi.useFakeTimers()
    localStorage.clear()
    ;[sent, failure, said] = [[], null, []]
    saver = make()
  })
  afterEach(() => {
    saver.stop()
    vi.useRealTimers()
  })

  it('sends a choice at once and a text when its writer pauses', async () => {
    saver.change('incident-1', 'sex', 'male')
    await vi.advanceTimersByTimeAsync(0)
    saver.change('incident-1', 'age', '5', 'typing')
    await vi.advanceTimersByTimeAsync(100)
    saver.change('incident-1', 'age', '58', 'typing')
    await vi.advanceTimersByTimeAsync(1000)
    expect(sent).toEqual([['incident-1', { sex: 'male' }], ['incident-1', { age: '58' }]])
  })

  it('sends what waits when the writer leaves the field, and says when it is there', async () => {
    saver.change('incident-1', 'age', '58', 'typing')
    await saver.flush('incident-1')
    expect(sent).toEqual([['incident-1', { age: '58' }]])
  })

  it('brings it to a server as soon as one answers again', async () => {
    failure = new ServersUnreachable()
    saver.change('incident-1', 'sex', 'male')
    await vi.advanceTimersByTimeAsync(10)
    expect(draftMemory.read('incident-1')?.fields).toEqual({ sex: 'male' })
    failure = null
    await vi.advanceTimersByTimeAsync(3000)
    expect([sent.length, draftMemory.read('incident-1')]).toEqual([2, null])
  })

  it('lets the next page send what a crashed one had not', async () => {
    failure = new ServersUnreachable()
    saver.change('incident-1', 'age', '58')
    saver.typeScene('incident-1', 'xfl')
    await vi.advanceTimersByTimeAsync(10)
    saver.stop()
    ;[failure, sent] = [null, []]
    saver = make()
    saver.learn([incident()])
    await vi.advanceTimersByTimeAsync(10)
    expect(sent).toEqual([['incident-1', { age: '58' }]])
    expect(saver.draftOf('incident-1').scene).toBe('xfl')
  })

  it('says a refusal once and goes on with the other fields', async () => {
    failure = new Refusal({ type: '', status: 422, code: 'not_understood', request_id: '' })
    saver.change('incident-1', 'age', '58')
    await vi.advanceTimersByTimeAsync(10)
    failure = null
    saver.change('incident-1', 'sex', 'male')
    await vi.advanceTimersByTimeAsync(5000)
    expect(said).toHaveLength(1)
    expect(sent.map(([, change]) => change)).toEqual([{ age: '58' }, { sex: 'male' }])
  })

  it('forgets the drafts of incidents that are over', () => {
    saver.typeScene('incident-1', 'xfl')
    saver.learn([])
    expect([draftMemory.incidents(), saver.draftOf('incident-1')]).toEqual([[], EMPTY])
  })
})
