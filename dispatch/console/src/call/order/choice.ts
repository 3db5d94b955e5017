/** The vehicles that the order key would send, in order. null: nobody chose, the best one stands. */
export type Choice = readonly string[] | null

/** Choose a vehicle; it takes the place of the one chosen last, and is taken out where it stands. */
export function choose(choice: Choice, vehicleId: string): Choice {
  if (choice === null || choice.length < 2) return [vehicleId]
  if (choice.includes(vehicleId)) return choice.filter((id) => id !== vehicleId)
  return [...choice.slice(0, -1), vehicleId]
}

/** Add the best vehicle that is not chosen yet. */
export function addNext(choice: Choice, standing: readonly string[], ranked: readonly string[]): Choice {
  const chosen = choice ?? standing
  const next = ranked.find((id) => !chosen.includes(id))
  return next === undefined ? choice : [...chosen, next]
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
