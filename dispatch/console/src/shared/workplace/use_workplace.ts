import { inject, type InjectionKey } from 'vue'
import type { Workplace } from './workplace.ts'

export const WORKPLACE: InjectionKey<Workplace> = Symbol('workplace')

/** The one workplace; pages take it, components below a page get props. */
export function useWorkplace(): Workplace {
  const workplace = inject(WORKPLACE)
  if (!workplace) throw new Error('no workplace was provided')
  return workplace
}
