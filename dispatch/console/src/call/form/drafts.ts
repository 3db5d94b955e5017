import type { IncidentFormView } from '../../wire/contracts.gen.ts'
import type { KeptDraft } from '../../wire/draft_memory.ts'

export type FieldName = keyof IncidentFormView
export type FieldValue = IncidentFormView[FieldName]

/**
 * One field between the keyboard and the board. unsent: no server has it; saved: a server has it and
 * the board is about to show it; refused: a server will not have it, and it is not sent again.
 */
export type Pending =
  | { state: 'unsent' | 'refused'; value: FieldValue }
  | { state: 'saved'; value: FieldValue; revision: number }

/** What a person typed for an incident and the board does not show yet. */
export interface Draft {
  readonly fields: Readonly<Partial<Record<FieldName, Pending>>>
  readonly scene: string | null
  readonly pickUp: string | null
}

export const EMPTY: Draft = { fields: {}, scene: null, pickUp: null }

/** A field as it is to be shown: what was typed goes before what the board tells. */
export function valueOf<Name extends FieldName>(form: IncidentFormView, draft: Draft, name: Name): IncidentFormView[Name] {
  const pending = draft.fields[name]
  return pending ? (pending.value as IncidentFormView[Name]) : form[name]
}

export function changed(draft: Draft, name: FieldName, value: FieldValue): Draft {
  return withField(draft, name, { state: 'unsent', value })
}

/** The next field for a server, oldest first: one a request, so that one refusal stops no other. */
export function nextToSend(draft: Draft): { name: FieldName; value: FieldValue } | null {
  const found = Object.entries(draft.fields).find(([, { state }]) => state === 'unsent')
  return found ? { name: found[0] as FieldName, value: found[1].value } : null
}

/** A server has the value. What was typed in the meantime stays unsent. */
export function saved(draft: Draft, name: FieldName, value: FieldValue, revision: number): Draft {
  return draft.fields[name]?.value === value ? withField(draft, name, { state: 'saved', value, revision }) : draft
}

/** A server will not have the value; it stays in sight until it is typed anew. */
export function refused(draft: Draft, name: FieldName, value: FieldValue): Draft {
  return draft.fields[name]?.value === value ? withField(draft, name, { state: 'refused', value }) : draft
}

/** Without what the board shows by now. */
export function settled(draft: Draft, revision: number): Draft {
  const fields = Object.entries(draft.fields).filter(([, one]) => one.state !== 'saved' || one.revision > revision)
  return fields.length === Object.keys(draft.fields).length ? draft : { ...draft, fields: Object.fromEntries(fields) }
}

/** What must outlive the page; null: nothing. */
export function toKeep({ fields, scene, pickUp }: Draft): KeptDraft | null {
  const unsent = Object.entries(fields).filter(([, { state }]) => state !== 'saved').map(([name, { value }]) => [name, value])
  const kept: KeptDraft = { fields: Object.fromEntries(unsent), scene, pickUp }
  return unsent.length === 0 && scene === null && pickUp === null ? null : kept
}

/** What a page before this one left behind. */
export function fromKept({ fields, scene, pickUp }: KeptDraft): Draft {
  const unsent = Object.entries(fields).map(([name, value]) => [name, { state: 'unsent', value }])
  return { fields: Object.fromEntries(unsent) as Draft['fields'], scene, pickUp }
}

function withField(draft: Draft, name: FieldName, pending: Pending): Draft {
  const others = Object.entries(draft.fields).filter(([other]) => other !== name)
  return { ...draft, fields: Object.fromEntries([...others, [name, pending]]) }
}
