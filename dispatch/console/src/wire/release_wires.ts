import type { Api } from './api.ts'
import type {
  HandOut, HandOutStandingView, HandOutView, Playback, RecorderSwitched, RecordingPage, Redact, RedactableView, RedactedCopyView,
} from './contracts.gen.ts'

const RECORDINGS = '/api/v1/recordings'
const MAKING_TIMEOUT_MS = 70_000

/** What leaves the centre, and redacted copies. */
export class ReleaseWires {
  constructor(private readonly api: Api) {}

  handOut = (asked: HandOut): Promise<HandOutView> => this.api.ask('POST', `${RECORDINGS}/hand-outs`, asked)
  standing = async (id: string, exchange: string): Promise<HandOutStandingView> => {
    const told = await this.api.ask<HandOutStandingView>('GET', `${RECORDINGS}/hand-outs/${id}/${exchange}`)
    return { ...told, url: told.url && this.api.servers.address(told.url) }
  }
  redact = (name: string, asked: Redact): Promise<RedactedCopyView> =>
    this.api.ask('POST', `${RECORDINGS}/${name}/redactions`, asked, { timeoutMs: MAKING_TIMEOUT_MS })
  copies = (name: string): Promise<RedactableView> => this.api.ask('GET', `${RECORDINGS}/${name}/redactions`)
  switchRecorder = (exchange: string, stop: boolean, reason: string): Promise<RecorderSwitched> =>
    this.api.ask('POST', `/api/v1/recorders/${exchange}/${stop ? 'stop' : 'start'}`, { reason })
  listRedacted = (before: string | null): Promise<RecordingPage> =>
    this.api.ask('GET', `${RECORDINGS}/redacted${before === null ? '' : `?before=${before}`}`)
  playRedacted = async (name: string): Promise<string> => {
    const told = await this.api.ask<Playback>('POST', `${RECORDINGS}/redacted/${name}/playback`, { reason: null })
    return this.api.servers.address(told.audio_url)
  }
}
