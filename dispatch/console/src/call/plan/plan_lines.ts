import type { PlanTickView, PlanView } from '../../wire/contracts.gen.ts'

export interface Line {
  part: PlanTickView['part']
  /** Within its part, the first is 1. */
  number: number
  text: string
  /** When it was read last, and not taken back since. */
  tick: PlanTickView | null
}

/** The lines of a plan as they are read, questions first; one without English is read in Chinese. */
export function linesOf(plan: PlanView, ticks: readonly PlanTickView[], english: boolean): Line[] {
  const parts = [['question', plan.questions], ['step', plan.steps]] as const
  return parts.flatMap(([part, lines]) => lines.map(({ zh, en }, index) => {
    const number = index + 1
    const own = ticks.filter((one) => one.plan_id === plan.id && one.part === part && one.number === number)
    const last = own.at(-1) ?? null
    return { part, number, text: english && en !== '' ? en : zh, tick: last?.read ? last : null }
  }))
}

/** The plans that hold a text in their names, their lines, or their name in pinyin. */
export function plansFound(plans: readonly PlanView[], text: string): readonly PlanView[] {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return plans
  return plans.filter((plan) => {
    const lines = [...plan.questions, ...plan.steps].flatMap(({ zh, en }) => [zh, en])
    const words = [plan.name, plan.english, plan.initials, plan.spelled, ...lines, ...plan.equipment, ...plan.order_lines]
    return words.some((one) => one.toLowerCase().includes(wanted))
  })
}
