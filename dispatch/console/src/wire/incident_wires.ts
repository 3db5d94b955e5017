import type { Api } from './api.ts'
import type {
  ChangeForm, CloseIncident, ConfirmScene, Duplicates, IncidentView, PlaceSuggestions, PlaceSuggestionView, PointView,
  SetPickUpPoint,
} from './contracts.gen.ts'

const V1 = '/api/v1'
/** A proposal that comes later than this is of no use to whoever types. */
const SUGGEST_MS = 1500

/** What the call window asks of the command server about incidents and places. */
export class IncidentWires {
  constructor(private readonly api: Api) {}

  open = (callId: string | null): Promise<IncidentView> => this.api.ask('POST', `${V1}/incidents`, { call_id: callId })
  changeForm = (id: string, change: ChangeForm): Promise<IncidentView> =>
    this.api.ask('PATCH', `${V1}/incidents/${id}/form`, change)
  confirmScene = (id: string, scene: ConfirmScene): Promise<IncidentView> =>
    this.api.ask('PUT', `${V1}/incidents/${id}/scene`, scene)
  setPickUpPoint = (id: string, place: SetPickUpPoint): Promise<IncidentView> =>
    this.api.ask('PUT', `${V1}/incidents/${id}/pick-up-point`, place)
  readBack = (id: string): Promise<IncidentView> => this.api.ask('POST', `${V1}/incidents/${id}/read-back`)
  chase = (id: string): Promise<IncidentView> => this.api.ask('POST', `${V1}/incidents/${id}/chases`, { note: null })
  close = (id: string, reason: CloseIncident['reason']): Promise<IncidentView> =>
    this.api.ask('POST', `${V1}/incidents/${id}/close`, { reason })
  reopen = (id: string): Promise<IncidentView> => this.api.ask('POST', `${V1}/incidents/${id}/reopen`)

  duplicates = (id: string): Promise<Duplicates> => this.api.ask('GET', `${V1}/incidents/${id}/duplicates`)
  merge = (id: string, into: string): Promise<IncidentView> => this.api.ask('POST', `${V1}/incidents/${id}/merge`, { into })
  unmerge = (id: string): Promise<IncidentView> => this.api.ask('POST', `${V1}/incidents/${id}/unmerge`)
  joinCall = (callId: string, incidentId: string): Promise<IncidentView> =>
    this.api.ask('POST', `${V1}/calls/${callId}/join`, { incident_id: incidentId })
  separateCall = (callId: string): Promise<IncidentView> => this.api.ask('POST', `${V1}/calls/${callId}/separate`)

  suggestPlaces = (text: string, near: PointView | null): Promise<PlaceSuggestions> => {
    const asked = new URLSearchParams({ text, limit: '3' })
    if (near) asked.set('near_lon', String(near.lon))
    if (near) asked.set('near_lat', String(near.lat))
    return this.api.ask('GET', `${V1}/places?${asked.toString()}`, undefined, { withinMs: SUGGEST_MS })
  }

  /** What lies at a point; null: nothing that has a name. */
  reversePlace = ({ lon, lat }: PointView): Promise<PlaceSuggestionView | null> =>
    this.api.ask('GET', `${V1}/places/reverse?lon=${lon}&lat=${lat}`)
}
