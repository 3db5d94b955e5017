import { watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { BoardState } from '../shared/board/board.ts'
import type { Acts } from '../shared/keys/keyboard.ts'
import { useScreens, type Screens } from '../shared/screens/use_screens.ts'
import { t } from '../shared/texts/texts.ts'
import type { Workplace } from '../shared/workplace/workplace.ts'
import type { DuplicateView } from '../wire/contracts.gen.ts'
import { CoverWires } from '../wire/cover_wires.ts'
import { MapWires } from '../wire/map_wires.ts'
import { IncidentWires } from '../wire/incident_wires.ts'
import { OrderWires } from '../wire/order_wires.ts'
import type { Caller } from './caller.ts'
import { goTo } from './focus.ts'
import { valueOf } from './form/drafts.ts'
import { useForm, type Form } from './form/use_form.ts'
import { useDuplicates } from './incident/use_duplicates.ts'
import { IncidentActs } from './incident/incident_acts.ts'
import { useShown, type Shown } from './incident/use_shown.ts'
import { useOrderActs, type OrderActs } from './order/use_order_acts.ts'
import { OrderDesk } from './order/order_desk.ts'
import { useProposal, type Proposal } from './order/use_proposal.ts'
import { useRecommendation, type Recommended } from './order/use_recommendation.ts'
import { usePlans, type Plans } from './plan/use_plans.ts'
import { useUncovered, type UncoveredSlots } from './order/use_uncovered.ts'
import { PlaceDesk } from './place/place_desk.ts'
import { useNearestAed } from './place/use_nearest_aed.ts'
import { useSourceChoice, type SourceChoice } from './sources/use_source_choice.ts'
import { useQuestion, type Questions } from './use_question.ts'

/** The work half of the call window: one incident, its form, its place, its orders. */
export interface Work {
  screens: Screens
  shown: Shown
  form: Form
  place: PlaceDesk
  aed: ShallowRef<string | null>
  sources: SourceChoice
  plans: Plans
  duplicates: ShallowRef<readonly DuplicateView[]>
  recommended: Recommended
  uncovered: UncoveredSlots
  desk: OrderDesk
  orderActs: OrderActs
  incidentActs: IncidentActs
  proposal: ComputedRef<Proposal | null>
  questions: Questions
  acts: Acts
}

/** Put the work half together; say puts a refusal into the bar. */
export function useWork(work: Workplace, caller: Readonly<Ref<Caller | null>>, say: (error: unknown) => void): Work {
  const board = (): BoardState | null => work.board.state.value
  const [incidents, orders] = [new IncidentWires(work.centre.api), new OrderWires(work.centre.api)]
  const tell = (text: string): void => { work.notes.say(text) }
  const screens = useScreens(work, 'call')
  const questions = useQuestion()
  const shown = useShown(board, screens, () => caller.value)
  const incident = (): Shown['incident']['value'] => shown.incident.value
  const form = useForm(incidents, incident, board, say)
  const place = new PlaceDesk({ wires: incidents, screens, form, caller: () => caller.value, incident, learn: shown.learn, say, tell })
  const aed = useNearestAed(new MapWires(work.centre.api).around, incident)
  const sources = useSourceChoice({ api: work.centre.api, board, incident, call: () => caller.value?.call?.id ?? null, questions, learn: shown.learn, say, tell })
  const plans = usePlans(work.centre.api, board, incident, say)
  const duplicates = useDuplicates(incidents, incident, board)
  const recommended = useRecommendation(orders, incident, board)
  const uncovered = useUncovered(new CoverWires(work.centre.api).readUncovered, () => recommended.answer.value)
  const settled = (): Promise<unknown> => Promise.all([place.settled(), form.saver.flush(incident()?.id ?? '')])
  const patients = (): number => {
    const shown = incident()
    return (shown && valueOf(shown.form, form.draft.value, 'patient_count')) ?? 1
  }
  const desk = new OrderDesk({
    wires: orders, incident, patients, board, recommended, typed: () => form.draft.value.scene, settled, questions, say, tell,
  })
  const incidentActs = new IncidentActs({ wires: incidents, shown, caller: () => caller.value, duplicates, questions, say, tell })
  const orderActs = useOrderActs(orders, () => desk.orders.value, questions, say, tell)
  const proposal = useProposal(orders, board, () => incident()?.id ?? null)
  watch(recommended.answer, (answer) => {
    if (answer) screens.tellRanks(answer.incident_id, answer.ranked.map(({ vehicle_id }) => vehicle_id))
  })
  const whole = { screens, shown, form, place, aed, sources, plans, duplicates, recommended, uncovered, desk, orderActs, incidentActs, proposal, questions }
  return { ...whole, acts: actsOf(whole, orders, say, tell) }
}

function actsOf(work: Omit<Work, 'acts'>, wires: OrderWires, say: (error: unknown) => void, tell: (text: string) => void): Acts {
  const { desk, place, incidentActs, orderActs, questions, recommended, shown, screens } = work
  const nth = <Row>(rows: readonly Row[] | undefined, digit: number): Row | undefined => rows?.[digit - 1]
  return {
    order: () => { void desk.press() },
    ...listActs(work, tell),
    sendWaiting: () => { void sendWaiting(work, wires, say, tell) },
    vehicle: (digit) => {
      const vehicle = nth(recommended.answer.value?.ranked, digit)
      if (!vehicle) return
      desk.chooseVehicle(vehicle.vehicle_id)
      screens.select({ vehicle_id: vehicle.vehicle_id })
    },
    hospital: (digit) => {
      const hospital = nth(recommended.answer.value?.hospitals, digit)
      if (hospital) desk.chooseHospital(hospital.hospital_id)
    },
    place: () => { goTo('place') },
    asText: () => { void place.takeAsText() },
    pickUp: () => { goTo('pick-up') },
    complaint: () => { goTo('complaint') },
    conscious: () => { goTo('conscious') },
    breathing: () => { goTo('breathing') },
    priority: () => { goTo('priority') },
    nature: () => { goTo('nature') },
    contact: () => { goTo('contact_number') },
    notes: () => { goTo('notes') },
    readBack: () => { void incidentActs.readBack() },
    join: () => { incidentActs.askJoin() },
    chase: () => { void incidentActs.chase() },
    undo: () => { void incidentActs.undo() },
    orderActs: orderActs.askNext,
    closeIncident: () => { if (shown.incident.value) questions.ask({ kind: 'close' }) },
    openIncident: () => { void incidentActs.openByHand() },
    ownIncident: () => { shown.select(shown.own.value?.id ?? null) },
    previousIncident: () => { shown.step(-1) },
    nextIncident: () => { shown.step(1) },
    map: screens.openMap,
  }
}

/** Keys of the list itself. */
function listActs({ desk, orderActs, recommended, questions, sources }: Omit<Work, 'acts'>, tell: (text: string) => void): Acts {
  return {
    addVehicle: () => { desk.add() },
    confirmMilestone: () => { void orderActs.confirmMilestone() },
    dismissMilestone: () => { orderActs.askDismissal() },
    placeSources: sources.ask,
    askSources: () => { void sources.askAgain() },
    divert: () => { if (!askToDivert(recommended, questions)) tell(t('divert.none')) },
    beds: () => { if (recommended.answer.value?.hospitals.length) questions.ask({ kind: 'beds' }) },
  }
}

/** Ask about the first vehicle that may be diverted, once more about the next; false: there is none. */
function askToDivert({ answer }: Recommended, questions: Questions): boolean {
  const divertible = answer.value?.divertible ?? []
  const asked = questions.open.value
  const here = asked?.kind === 'divert' ? divertible.findIndex(({ vehicle_id }) => vehicle_id === asked.vehicleId) : -1
  const next = divertible[(here + 1) % Math.max(1, divertible.length)]
  if (next) questions.ask({ kind: 'divert', vehicleId: next.vehicle_id })
  return next !== undefined
}

/** Send the proposed vehicle to the incident that waits first; what is in doubt is opened instead. */
async function sendWaiting(
  { proposal, shown }: Omit<Work, 'acts'>, wires: OrderWires, say: (error: unknown) => void, tell: (text: string) => void,
): Promise<void> {
  const next = proposal.value
  if (!next) {
    tell(t('waiting.none'))
    return
  }
  const order = { vehicle_ids: [next.vehicle.vehicle_id], hospital_id: null, hospital_ids: [], despite_duplicates: [], override_reason: null }
  await wires.send(next.incident.id, order).catch((error: unknown) => {
    shown.select(next.incident.id)
    say(error)
  })
}
