import type { Acts } from '../../shared/keys/keyboard.ts'

export type LookUpAside = 'related' | 'facts' | 'plan' | 'plan_search' | 'recall'

/** Keys of what is looked up in the right column. */
export function lookUpKeys(show: (which: LookUpAside) => void): Acts {
  return {
    relatedUnits: () => { show('related') },
    hospitalFacts: () => { show('facts') },
    firstAid: () => { if (!focusPlan()) show('plan') },
    planSearch: () => { show('plan_search') },
    recall: () => { show('recall') },
  }
}

/** Bring the cursor back to a plan that is open; false: none is, or the cursor is there. */
function focusPlan(): boolean {
  const panel = document.querySelector('[data-testid=plan]')
  const lines = panel?.querySelector<HTMLElement>('[data-digits]')
  if (!panel || !lines || panel.contains(document.activeElement)) return false
  lines.focus()
  return true
}
