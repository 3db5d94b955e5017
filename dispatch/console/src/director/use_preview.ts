import { onUnmounted, ref, type Ref } from 'vue'
import { readSound } from '../wire/peaks.ts'
import { silence, type Span } from './redaction.ts'

export interface Preview {
  playing: Ref<boolean>
  atS: Ref<number>
  load: (address: string, rateHz: number) => Promise<void>
  /** Play from the needle as the copy will sound; again: stop. */
  toggle: (spans: readonly Span[]) => Promise<void>
  stop: () => void
}

/** Plays a recording with spans already silent, sample by sample as the recorder will make them. */
export function usePreview(): Preview {
  const [playing, atS] = [ref(false), ref(0)]
  let sound: { context: AudioContext; buffer: AudioBuffer } | null = null
  let source: AudioBufferSourceNode | null = null
  let frame = 0

  async function load(address: string, rateHz: number): Promise<void> {
    const context = new AudioContext({ sampleRate: rateHz })
    sound = { context, buffer: await context.decodeAudioData(await readSound(address)) }
  }

  async function toggle(spans: readonly Span[]): Promise<void> {
    if (playing.value || !sound) {
      stop()
      return
    }
    await sound.context.resume()
    source = begin(sound.context, muted(sound, spans), atS.value)
    source.onended = stop
    playing.value = true
    const [context, beganAt, fromS] = [sound.context, sound.context.currentTime, atS.value]
    const follow = (): void => {
      atS.value = fromS + context.currentTime - beganAt
      frame = requestAnimationFrame(follow)
    }
    follow()
  }

  function stop(): void {
    cancelAnimationFrame(frame)
    playing.value = false
    if (source) source.onended = null
    source?.stop()
    source = null
  }
  onUnmounted(() => { stop(); void sound?.context.close() })
  return { playing, atS, load, toggle, stop }
}

function muted({ context, buffer }: { context: AudioContext; buffer: AudioBuffer }, spans: readonly Span[]): AudioBuffer {
  const copy = context.createBuffer(buffer.numberOfChannels, buffer.length, buffer.sampleRate)
  const channels = Array.from({ length: buffer.numberOfChannels }, (_, index) => copy.getChannelData(index))
  channels.forEach((channel, index) => { channel.set(buffer.getChannelData(index)) })
  silence(channels, spans)
  return copy
}

function begin(context: AudioContext, buffer: AudioBuffer, fromS: number): AudioBufferSourceNode {
  const source = context.createBufferSource()
  source.buffer = buffer
  source.connect(context.destination)
  source.start(0, fromS)
  return source
}
