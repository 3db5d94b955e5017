/** The parts of the call form that a key leads to. */
export type Stop = 'place' | 'pick-up' | 'complaint' | 'conscious' | 'breathing' | 'priority' | 'nature' | 'contact_number' | 'notes'

/** The id in the page of a stop. */
export function idOf(stop: Stop): string {
  return `form-${stop}`
}

/** Lead the cursor somewhere; only ever by a person's own key. */
export function goTo(stop: Stop): void {
  const element = document.getElementById(idOf(stop))
  element?.focus()
  if (element instanceof HTMLInputElement) element.select()
}

/** Nobody writes anywhere: the cursor may be led without taking it from anybody. */
export function isNobodyWriting(): boolean {
  const active = document.activeElement
  return active === null || active === document.body || active instanceof HTMLButtonElement
}
