import type { Api } from './api.ts'
import type {
  BatchView, ComplaintLine, ImportDifference, KeepThing, KeptView, RelatedUnitView, RetireThing, TakeUpkeepImport, ThingLook, UpkeepChangeView,
} from './contracts.gen.ts'

const V1 = '/api/v1'
/** A file of some thousand rows, each looked up on the map. */
const FILE_TIMEOUT_MS = 60_000

export type KeptKind = KeptView['kind']
export type Content = KeptView['content']

/** What the technician asks of the command server about all that the centre keeps of the world. */
export class UpkeepWires {
  constructor(private readonly api: Api) {}

  list = (kind: KeptKind): Promise<KeptView[]> => this.api.ask('GET', `${V1}/upkeep/${kind}`)
  changes = (kind: KeptKind, id: string): Promise<UpkeepChangeView[]> => this.api.ask('GET', `${V1}/upkeep/${kind}/${id}/changes`)
  newest = (): Promise<UpkeepChangeView[]> => this.api.ask('GET', `${V1}/upkeep-changes?limit=30`)
  look = (kind: KeptKind, id: string, content: Content): Promise<ThingLook> => this.api.ask('POST', `${V1}/upkeep/${kind}/look`, { id, content })
  keep = (kind: KeptKind, id: string, asked: KeepThing): Promise<UpkeepChangeView> => this.api.ask('PUT', `${V1}/upkeep/${kind}/${id}`, asked)
  retire = (kind: KeptKind, id: string, asked: RetireThing): Promise<UpkeepChangeView> =>
    this.api.ask('POST', `${V1}/upkeep/${kind}/${id}/retire`, asked)
  undo = (revision: number): Promise<UpkeepChangeView> => this.api.ask('POST', `${V1}/upkeep-changes/undo`, { revision })
  file = (kind: KeptKind, form: 'csv' | 'geojson', language: string): Promise<Blob> =>
    this.api.file(`${V1}/upkeep/${kind}/file?form=${form}&language=${language}`)
  difference = (kind: KeptKind, file: File): Promise<ImportDifference> => {
    const form = new FormData()
    form.append('file', file)
    return this.api.ask('POST', `${V1}/upkeep/${kind}/difference`, form, { timeoutMs: FILE_TIMEOUT_MS })
  }
  take = (kind: KeptKind, asked: TakeUpkeepImport): Promise<BatchView> =>
    this.api.ask('POST', `${V1}/upkeep/${kind}/imports`, asked, { timeoutMs: FILE_TIMEOUT_MS })
  undoImport = (batch: string): Promise<BatchView> => this.api.ask('POST', `${V1}/upkeep-imports/undo`, { batch }, { timeoutMs: FILE_TIMEOUT_MS })
  complaints = (): Promise<ComplaintLine[]> => this.api.ask('GET', `${V1}/complaints`)
  units = (): Promise<RelatedUnitView[]> => this.api.ask('GET', `${V1}/related-units`)
}
