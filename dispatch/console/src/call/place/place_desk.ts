import { computed, ref, watch } from 'vue'
import type { Screens } from '../../shared/screens/use_screens.ts'
import { t } from '../../shared/texts/texts.ts'
import type { IncidentView, PointView } from '../../wire/contracts.gen.ts'
import type { IncidentWires } from '../../wire/incident_wires.ts'
import type { Caller } from '../caller.ts'
import { goTo, idOf } from '../focus.ts'
import type { Form } from '../form/use_form.ts'
import { asked, proposalsOf, type Proposal, type Registered } from './proposals.ts'
import { useClicked, usePlaces, type PlaceSearch } from './use_places.ts'

export interface PlaceNeeds {
  wires: IncidentWires
  screens: Screens
  form: Form
  caller: () => Caller | null
  incident: () => IncidentView | null
  learn: (incident: IncidentView) => void
  say: (error: unknown) => void
  tell: (text: string) => void
}

/** The scene and the pick-up point of the shown incident. Only a key makes a text a place. */
export class PlaceDesk {
  readonly marked = ref(0)
  private readonly typed = computed(() => this.needs.form.draft.value.scene ?? '')
  private readonly search: PlaceSearch
  private readonly clicked: ReturnType<typeof useClicked>
  private sending: Promise<void> = Promise.resolve()

  readonly proposals = computed(() => proposalsOf({
    typed: this.typed.value, found: this.search.found.value, clicked: this.clicked.value, nameless: t('place.nameless'),
    registered: registeredOf(this.needs.caller(), this.needs.incident()),
  }))
  /** What stands where no row is. */
  readonly note = computed(() => {
    if (asked(this.typed.value) === '') return t(this.needs.incident()?.scene ? 'place.how_to_change' : 'place.how')
    if (this.search.away.value) return t('problem.places_away')
    return t(this.search.current.value ? 'place.nothing_found' : 'place.searching')
  })

  constructor(private readonly needs: PlaceNeeds) {
    const { wires, screens, incident, caller } = needs
    const near = (): PointView | null => incident()?.scene?.point ?? caller()?.card?.subscriber?.point ?? null
    this.search = usePlaces(wires, () => this.typed.value, near)
    this.clicked = useClicked(wires, () => screens.selection.value.point)
    watch(this.proposals, () => { this.marked.value = 0 })
  }

  type(text: string): void {
    const shown = this.needs.incident()
    if (shown) this.needs.form.saver.typeScene(shown.id, text === shown.scene?.text ? null : text)
  }

  move(by: number): void {
    this.marked.value = Math.max(0, Math.min(this.proposals.value.length - 1, this.marked.value + by))
  }

  /** The key that makes a row the scene. */
  async take(index = this.marked.value): Promise<void> {
    const proposal = this.proposals.value[index]
    if (!this.search.current.value && proposal?.source !== 'map') this.needs.tell(t('place.searching'))
    else if (proposal) await this.confirm(proposal)
    else if (this.typed.value.trim() !== '') this.needs.tell(t('place.nothing_found'))
    else if (this.needs.incident()?.scene) goTo('complaint')
  }

  /** The key that makes the typed text the scene, without a point. */
  async takeAsText(): Promise<void> {
    const text = this.typed.value.trim()
    if (text !== '') await this.confirm({ text, point: null, source: 'typed' })
  }

  /** Forget what was typed: the confirmed place stands. */
  keepConfirmed(): void {
    const id = this.needs.incident()?.id
    if (id !== undefined) this.needs.form.saver.typeScene(id, null)
  }

  leave(): void {
    if (this.typed.value.trim() === '') this.keepConfirmed()
  }

  typePickUp(text: string): void {
    const id = this.needs.incident()?.id
    if (id !== undefined) this.needs.form.saver.typePickUp(id, text)
  }

  async takePickUp(): Promise<void> {
    const { wires, form } = this.needs
    const text = form.draft.value.pickUp?.trim()
    if (text === undefined) return
    const place = text === '' ? { text: null, point: null, source: null } : { text, point: null, source: 'typed' as const }
    await this.act((id) => wires.setPickUpPoint(id, place), (id) => {
      if (form.draft.value.pickUp?.trim() === text) form.saver.typePickUp(id, null)
    })
  }

  /** Done when no key is on its way to a server. */
  settled(): Promise<void> {
    return this.sending
  }

  private confirm({ text, point, source }: Pick<Proposal, 'text' | 'point' | 'source'>): Promise<void> {
    const { wires, form, screens } = this.needs
    const before = this.typed.value
    const place = point && { lon: point.lon, lat: point.lat }
    const typed = before.trim() === '' ? null : before
    return this.act((id) => wires.confirmScene(id, { text, point: place, source, typed }), (id) => {
      if (this.typed.value === before) form.saver.typeScene(id, null)
      if (this.clicked.value) screens.select({ point: null })
      if (document.activeElement?.id === idOf('place')) goTo('complaint')
    })
  }

  /** One act at a time, each after the one before it. */
  private act(ask: (id: string) => Promise<IncidentView>, done: (id: string) => void): Promise<void> {
    const id = this.needs.incident()?.id
    if (id === undefined) return Promise.resolve()
    this.sending = this.sending.then(() => ask(id)).then((view) => { this.needs.learn(view); done(id) }).catch(this.needs.say)
    return this.sending
  }
}

/** The address of the line, where it may be the scene and none is confirmed yet. */
function registeredOf(caller: Caller | null, incident: IncidentView | null): Registered | null {
  const subscriber = caller?.card?.subscriber
  if (!subscriber?.proposes_address || incident?.scene) return null
  const own = caller?.call && incident?.calls.includes(caller.call.id)
  return own ? { address: subscriber.address, point: subscriber.point } : null
}
