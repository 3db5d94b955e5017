import type { Api } from './api.ts'
import type { LiveSound, OpenStory, Playback, RecallView, StoryView } from './contracts.gen.ts'

const V1 = '/api/v1'
/** A room of thirty legs is thirty recordings. */
const SLOW_MS = 15_000

/** A stretch of a recording at the screen's resolution; silences are of the whole sound. */
export interface Picture {
  from_ms: number
  to_ms: number
  length_ms: number
  channels: number[][]
  silences: [fromMs: number, toMs: number][]
}

/** What whoever listens back asks of the command server; each opening is kept in its audit. */
export class StoryWires {
  constructor(private readonly api: Api) {}

  open = async (asked: Partial<OpenStory>): Promise<StoryView> => {
    const told = await this.api.ask<StoryView>('POST', `${V1}/stories`, asked, { timeoutMs: SLOW_MS })
    return { ...told, lanes: told.lanes.map((lane) => ({ ...lane, playback: lane.playback && this.addressed(lane.playback) })) }
  }

  recall = async (): Promise<RecallView> => {
    const told = await this.api.ask<RecallView>('POST', `${V1}/recall`)
    return { ...told, pieces: told.pieces.map((piece) => ({ ...piece, url: this.api.servers.address(piece.url) })) }
  }

  liveSound = async (callId: string): Promise<LiveSound> => {
    const told = await this.api.ask<LiveSound>('POST', `${V1}/calls/${callId}/live-sound`)
    return { ...told, url: this.api.servers.address(told.url) }
  }

  picture = async (address: string, window: { fromMs: number; toMs: number; columns: number }): Promise<Picture> => {
    const query = new URLSearchParams({ from_ms: String(window.fromMs), to_ms: String(window.toMs), columns: String(window.columns) })
    const answer = await fetch(`${address}&${query.toString()}`)
    if (!answer.ok) throw new TypeError(`no picture, status ${answer.status}`)
    return (await answer.json()) as Picture
  }

  private addressed(playback: Playback): Playback {
    const address = (path: string): string => this.api.servers.address(path)
    return { ...playback, audio_url: address(playback.audio_url), review_url: address(playback.review_url), peaks_url: address(playback.peaks_url) }
  }
}
