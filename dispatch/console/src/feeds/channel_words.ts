import { t, textOfCode } from '../shared/texts/texts.ts'
import type { RecorderChannelView } from '../wire/contracts.gen.ts'

/** The meter's left end; digital silence is at it. */
export const FLOOR_DBFS = -60
const SOUND_LOST = new Set(['channel_dead', 'channel_closed', 'channel_stuck', 'channel_unwritable'])

export interface ChannelState {
  mark: 'well' | 'degraded' | 'failed' | 'unknown'
  word: string
}

/** How a channel is: its faults in words, worst mark; without any, whether a signal is there. */
export function stateOf(channel: RecorderChannelView): ChannelState {
  if (channel.faults.length > 0) {
    const lost = channel.faults.some((code) => SOUND_LOST.has(code))
    return { mark: lost ? 'failed' : 'degraded', word: channel.faults.map((code) => textOfCode('part', code)).join(' · ') }
  }
  return channel.alive ? { mark: 'well', word: t('channels.alive') } : { mark: 'unknown', word: t('channels.not_alive') }
}

/** How far the meter goes, 0 to 100. */
export function meterOf(levelDbfs: number): number {
  return Math.round(Math.min(1, Math.max(0, 1 - levelDbfs / FLOOR_DBFS)) * 100)
}
