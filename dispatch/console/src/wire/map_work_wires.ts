import type { Api } from './api.ts'
import type { DrawOverlay, MapJobView, MapWorkView, OverlayChangeView, OverlayView } from './contracts.gen.ts'

const MAP = '/api/v1/map'
/** A file of gigabytes over a slow line. */
const UPLOAD_TIMEOUT_MS = 3_600_000

export interface Told {
  name: string
  datum: string
  attribution: string
}

/** What the administrator asks of the command server about the map and what is drawn over it. */
export class MapWorkWires {
  constructor(private readonly api: Api) {}

  work = (): Promise<MapWorkView> => this.api.ask('GET', `${MAP}/work`)
  importMap = (file: File, told: Told): Promise<MapJobView> => {
    const form = new FormData()
    form.append('file', file)
    const query = new URLSearchParams({ ...told }).toString()
    return this.api.ask('POST', `${MAP}/imports?${query}`, form, { timeoutMs: UPLOAD_TIMEOUT_MS })
  }
  use = (version: string): Promise<MapJobView> => this.api.ask('PUT', `${MAP}/versions/${version}/use`, {})
  overlay = (): Promise<OverlayView> => this.api.ask('GET', `${MAP}/overlay`)
  draw = (piece: DrawOverlay['piece']): Promise<OverlayChangeView> => this.api.ask('POST', `${MAP}/overlay`, { piece })
  remove = (pieceId: string): Promise<OverlayChangeView> => this.api.ask('DELETE', `${MAP}/overlay/${pieceId}`)
  undo = (revision: number): Promise<OverlayChangeView> => this.api.ask('POST', `${MAP}/overlay/undo`, { revision })
}
