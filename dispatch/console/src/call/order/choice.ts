/** The vehicles that the order key would send, in order. null: nobody chose, the best one stands. */
export type Choice = readonly string[] | null

/** Choose a vehicle; it takes the place of the one chosen last, and is taken out where it stands. */
export function choose(choice: Choice, vehicleId: string): Choice {
  if (choice === null || choice.length < 2) return [vehicleId]
  if (choice.includes(vehicleId)) return choice.filter((id) => id !== vehicleId)
  return [...choice.slice(0, -1), vehicleId]
}

/** As many as one act takes. */
const MOST = 10

/** Add the best vehicle that is not chosen yet; for many patients at once as many as there are patients. */
export function addNext(choice: Choice, standing: readonly string[], ranked: readonly string[], patients = 1): Choice {
  const chosen = choice ?? standing
  const missing = Math.min(Math.max(1, patients - chosen.length), MOST - chosen.length)
  const next = ranked.filter((id) => !chosen.includes(id)).slice(0, Math.max(0, missing))
  return next.length === 0 ? choice : [...chosen, ...next]
}

/** The hospital of each of several vehicles: the one that a person chose for all, else as the patients are split. */
export function hospitalsOf(vehicles: number, chosen: string | null, split: readonly string[]): (string | null)[] {
  if (vehicles < 2) return []
  return Array.from({ length: vehicles }, (_, place) => chosen ?? split[place] ?? null)
}

/**
 * The vehicles meant by the order key. Where a vehicle goes already, the best one no longer stands
 * by itself: a second press of the key must not send a second vehicle.
 */
export function meant(choice: Choice, ranked: readonly string[], running: number): readonly string[] {
  if (choice !== null) return choice.filter((id) => ranked.includes(id))
  return running > 0 ? [] : ranked.slice(0, 1)
}

/** Somebody chose otherwise than the list: this wants a reason. */
export function overrides(chosen: readonly string[], ranked: readonly string[]): boolean {
  const best = ranked.slice(0, chosen.length)
  return chosen.some((id) => !best.includes(id))
}
