import type { Api } from './api.ts'
import type { AudioProofsView, ExplainGaps, HourProofView } from './contracts.gen.ts'

const V1 = '/api/v1'

/** What pages ask of the command server about calls and their audio. */
export class AudioProofWires {
  constructor(private readonly api: Api) {}

  read = (): Promise<AudioProofsView> => this.api.ask('GET', `${V1}/audio-proofs`)
  explain = (asked: ExplainGaps): Promise<HourProofView> => this.api.ask('POST', `${V1}/audio-proofs/explain`, asked)
}
