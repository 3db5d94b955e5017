import { ref } from 'vue'

const METER_MS = 60

/** Keeps the seat's microphone open, so that an answer waits for nothing, and measures it. */
export class Microphone {
  /** Loudness now, 0 to 1. */
  readonly level = ref(0)
  /** The browser's name for why there is no sound, or null. */
  readonly failure = ref<string | null>(null)
  private stream: MediaStream | null = null
  private context: AudioContext | null = null
  private meter: ReturnType<typeof setInterval> | undefined
  private device = 'default'

  /** The open microphone; opened again when it was pulled out. */
  async open(device = this.device): Promise<MediaStream> {
    if (this.stream && device === this.device && isLive(this.stream)) return this.stream
    this.close()
    this.device = device
    try {
      this.stream = await getMicrophone(device)
      this.failure.value = null
      this.measure(this.stream)
      return this.stream
    } catch (error) {
      this.failure.value = error instanceof Error ? error.name : 'unknown'
      throw error
    }
  }

  close(): void {
    clearInterval(this.meter)
    this.level.value = 0
    void this.context?.close()
    this.context = null
    for (const track of this.stream?.getTracks() ?? []) track.stop()
    this.stream = null
  }

  /** Let the meter run where the browser waited for a key or a click. */
  async wake(): Promise<void> {
    await this.context?.resume()
  }

  private measure(stream: MediaStream): void {
    const context = new AudioContext()
    const analyser = context.createAnalyser()
    analyser.fftSize = 1024
    context.createMediaStreamSource(stream).connect(analyser)
    const samples = new Float32Array(analyser.fftSize)
    this.context = context
    this.meter = setInterval(() => {
      analyser.getFloatTimeDomainData(samples)
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length
      this.level.value = Math.min(1, Math.sqrt(power) * 4)
      if (!isLive(stream)) this.failure.value = 'NotFoundError'
    }, METER_MS)
  }
}

async function getMicrophone(device: string): Promise<MediaStream> {
  const wanted = device === 'default' ? {} : { deviceId: { ideal: device } }
  const audio = { ...wanted, echoCancellation: true, noiseSuppression: true, autoGainControl: true }
  return navigator.mediaDevices.getUserMedia({ audio })
}

function isLive(stream: MediaStream): boolean {
  return stream.getAudioTracks().some(({ readyState }) => readyState === 'live')
}
