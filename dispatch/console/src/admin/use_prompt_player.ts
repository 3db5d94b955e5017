import { onUnmounted, ref, type Ref } from 'vue'
import type { PromptWires } from '../wire/prompt_wires.ts'

export interface PromptPlayer {
  /** The path of the sound that is heard now, or nothing. */
  playing: Ref<string | null>
  /** Play a sound from its beginning; what is heard falls silent. */
  play: (path: string) => Promise<void>
  stop: () => void
}

/** Plays one prompt at a time on this computer; the exchange knows nothing of it. */
export function usePromptPlayer(wires: PromptWires): PromptPlayer {
  const playing = ref<string | null>(null)
  let audio: HTMLAudioElement | null = null

  function stop(): void {
    audio?.pause()
    if (audio) URL.revokeObjectURL(audio.src)
    audio = null
    playing.value = null
  }

  async function play(path: string): Promise<void> {
    stop()
    const sound = await wires.sound(path)
    stop()
    audio = new Audio(URL.createObjectURL(sound))
    audio.addEventListener('ended', stop)
    playing.value = path
    await audio.play()
  }
  onUnmounted(stop)
  return { playing, play, stop }
}
