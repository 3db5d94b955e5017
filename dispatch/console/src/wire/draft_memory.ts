/** What was typed for an incident and is not with a server yet. */
export interface KeptDraft {
  fields: Record<string, unknown>
  /** Typed and not confirmed: no place before the call-taker's key. */
  scene: string | null
  pickUp: string | null
}

const PREFIX = 'dispatch120.draft.'

/** Drafts live on this machine until a server has them: a crash of the browser loses none. */
export const draftMemory = {
  read: (incidentId: string): KeptDraft | null => parsed(localStorage.getItem(PREFIX + incidentId)),
  keep(incidentId: string, draft: KeptDraft | null): void {
    try {
      if (draft === null) localStorage.removeItem(PREFIX + incidentId)
      else localStorage.setItem(PREFIX + incidentId, JSON.stringify(draft))
    } catch {
      // the disk is full or storage is forbidden: the draft lives on in the page and is sent from there
    }
  },
  incidents: (): string[] => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length)),
}

function parsed(text: string | null): KeptDraft | null {
  try {
    const value = JSON.parse(text ?? 'null') as Partial<KeptDraft> | null
    if (!value || typeof value.fields !== 'object') return null
    return { fields: value.fields, scene: value.scene ?? null, pickUp: value.pickUp ?? null }
  } catch {
    return null // damaged by hand or by another program
  }
}
