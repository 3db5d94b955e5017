import { computed, ref, shallowRef, watch } from 'vue'
import type { BoardState } from '../../shared/board/board.ts'
import { activeOrdersOf, ordersOf } from '../../shared/board/runs.ts'
import { t } from '../../shared/texts/texts.ts'
import type { DivertibleVehicleView, IncidentView, OrderView } from '../../wire/contracts.gen.ts'
import type { OrderWires } from '../../wire/order_wires.ts'
import { Refusal } from '../../wire/problem.ts'
import type { OverrideReason } from '../../wire/words.ts'
import type { Questions } from '../use_question.ts'
import { addNext, choose, hospitalsOf, meant, overrides, type Choice } from './choice.ts'
import { orderKeyOf } from './order_key.ts'
import type { Recommended } from './use_recommendation.ts'

/** How long the order key waits for fields that are on their way. */
const FIELDS_MS = 500

/** What the key says where a vehicle may be diverted to. */
const MAY_DIVERT: ReadonlySet<string> = new Set(['ready', 'already_sent'])

export interface OrderNeeds {
  wires: OrderWires
  incident: () => IncidentView | null
  /** As the form shows them: also when the number is still on its way to a server. */
  patients: () => number
  board: () => BoardState | null
  recommended: Recommended
  /** In the place's field and no place yet. */
  typed: () => string | null
  /** Fields and places that are on their way to a server. */
  settled: () => Promise<unknown>
  questions: Questions
  say: (error: unknown) => void
  tell: (text: string) => void
}

/** Who is sent to the shown incident, and the key that sends. */
export class OrderDesk {
  readonly sending = ref(false)
  private readonly choice = shallowRef<Choice>(null)
  private readonly wished = ref<string | null>(null)
  /** Sent from here; the board shows them a moment later. */
  private readonly justSent = shallowRef<readonly OrderView[]>([])

  private readonly ranked = computed(() => this.needs.recommended.answer.value?.ranked ?? [])
  private readonly ids = computed(() => this.ranked.value.map(({ vehicle_id }) => vehicle_id))
  private readonly running = computed(() => {
    const [board, id] = [this.needs.board(), this.needs.incident()?.id ?? null]
    return board && id !== null ? activeOrdersOf(board, id).length + this.unseen(board, id).length : 0
  })
  private readonly chosenIds = computed(() => meant(this.choice.value, this.ids.value, this.running.value))

  readonly orders = computed(() => {
    const [board, id] = [this.needs.board(), this.needs.incident()?.id ?? null]
    return board && id !== null ? [...ordersOf(board, id), ...this.unseen(board, id)] : []
  })
  readonly chosen = computed(() => this.chosenIds.value.flatMap((id) => this.ranked.value.filter((one) => one.vehicle_id === id)))
  readonly hospital = computed(() =>
    this.wished.value ?? this.needs.incident()?.form.wanted_hospital ?? this.needs.recommended.answer.value?.hospitals[0]?.hospital_id ?? null)
  /** Of each vehicle, where there are several. */
  readonly hospitals = computed(() => hospitalsOf(this.chosen.value.length, this.wished.value, this.needs.recommended.answer.value?.split ?? []))
  readonly key = computed(() => orderKeyOf({
    incident: this.needs.incident(), typed: this.needs.typed(), chosen: this.chosen.value, running: this.running.value,
  }))

  constructor(private readonly needs: OrderNeeds) {
    watch(() => needs.incident()?.id, () => { this.choice.value = this.wished.value = null })
  }

  /** The big key. */
  async press(): Promise<void> {
    const { questions, recommended, tell, settled } = this.needs
    await settled()
    const now = this.key.value
    if (now.kind === 'place_unconfirmed') questions.ask({ kind: 'place' })
    else if (now.kind !== 'ready') tell(t(recommended.state.value === 'loading' ? 'order_key.loading' : `order_key.${now.kind}`))
    else if (now.mapped && overrides(this.chosenIds.value, this.ids.value)) questions.ask({ kind: 'override' })
    else await this.send([], null)
  }

  /** The answer to why it is not the first of the list. */
  sendBecause(reason: OverrideReason): Promise<void> {
    return this.send([], reason)
  }

  /** The answer that these are two incidents. */
  sendDespite(incidentIds: readonly string[], reason: OverrideReason | null): Promise<void> {
    return this.send(incidentIds, reason)
  }

  chooseVehicle(vehicleId: string): void {
    this.choice.value = choose(this.choice.value, vehicleId)
  }

  chooseHospital(hospitalId: string): void {
    this.wished.value = hospitalId
  }

  /** One vehicle more in the same act. */
  add(): void {
    const patients = this.running.value > 0 ? 1 : this.needs.patients()
    this.choice.value = addNext(this.choice.value, this.chosenIds.value, this.ids.value, patients)
  }

  /** Another incident's vehicle comes: its own order goes to the replacement first, so that nobody is left without one. */
  async divert(one: DivertibleVehicleView): Promise<void> {
    const id = this.needs.incident()?.id
    if (id === undefined || this.sending.value || !MAY_DIVERT.has(this.key.value.kind)) return
    this.sending.value = true
    this.needs.questions.leave()
    const order = { vehicle_ids: [one.vehicle_id], hospital_id: this.hospital.value, hospital_ids: [], despite_duplicates: [], override_reason: 'diverted' as const }
    await this.needs.wires.reassign(one.order_id, one.replacement_id, 'higher_priority')
      .then(() => this.needs.wires.send(id, order))
      .then(({ orders }) => { this.accept(orders) }, (error: unknown) => { this.refuse(error, 'diverted') })
    this.sending.value = false
  }

  private async send(despite: readonly string[], reason: OverrideReason | null): Promise<void> {
    const id = this.needs.incident()?.id
    if (id === undefined || this.sending.value || this.key.value.kind !== 'ready') return
    this.sending.value = true
    this.needs.questions.leave()
    const vehicles = [...this.chosenIds.value]
    const order = { vehicle_ids: vehicles, hospital_id: this.hospital.value, hospital_ids: [...this.hospitals.value], despite_duplicates: [...despite], override_reason: reason }
    await Promise.race([this.needs.settled(), new Promise((done) => setTimeout(done, FIELDS_MS))])
    await this.needs.wires.send(id, order).then(({ orders }) => { this.accept(orders) }, (error: unknown) => { this.refuse(error, reason) })
    this.sending.value = false
  }

  private accept(sent: readonly OrderView[]): void {
    this.justSent.value = sent
    this.choice.value = null
  }

  private refuse(error: unknown, reason: OverrideReason | null): void {
    if (!(error instanceof Refusal) || error.code !== 'near_duplicate') {
      this.needs.say(error)
      return
    }
    const listed = (name: string): string[] => String(error.parameter(name) ?? '').split(',').filter(Boolean)
    this.needs.questions.ask({ kind: 'near_duplicate', reason, incidentIds: listed('incidents'), numbers: listed('numbers') })
  }

  /** Orders that a server confirmed and the board does not show yet. */
  private unseen(board: BoardState, id: string): OrderView[] {
    return this.justSent.value.filter((order) => order.incident_id === id && !board.orders.some((known) => known.id === order.id))
  }
}
