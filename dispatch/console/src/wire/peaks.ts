/** Smallest and largest sample of each short span, by channel, -128 to 127; made by the recorder. */
export interface Peaks {
  rate_hz: number
  channels: number[][]
}

/** Read a whole sound from its signed address. */
export async function readSound(address: string): Promise<ArrayBuffer> {
  const answer = await fetch(address)
  if (!answer.ok) throw new TypeError(`no sound, status ${answer.status}`)
  return answer.arrayBuffer()
}

/** Read the peaks of a recording from their signed address. */
export async function readPeaks(address: string): Promise<Peaks> {
  const answer = await fetch(address)
  if (!answer.ok) throw new TypeError(`no peaks, status ${answer.status}`)
  return (await answer.json()) as Peaks
}
