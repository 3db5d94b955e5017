/** What lives on this machine: devices and volumes by seat, look and language. Nothing secret. */
export interface SeatSound {
  microphone: string
  headset: string
  loudspeaker: string
  /** 0 to 1 */
  volumes: { ring: number; overdue: number; fault: number }
}

export interface Look {
  theme: 'dark' | 'light'
  language: 'zh' | 'en'
}

const USUAL_SOUND: SeatSound = {
  microphone: 'default',
  headset: 'default',
  loudspeaker: 'default',
  volumes: { ring: 0.8, overdue: 0.8, fault: 0.6 },
}
const USUAL_LOOK: Look = { theme: 'dark', language: 'zh' }

export const seatMemory = {
  sound: (seat: number): SeatSound => ({ ...USUAL_SOUND, ...read(soundKey(seat)) }),
  keepSound(seat: number, sound: SeatSound): void {
    localStorage.setItem(soundKey(seat), JSON.stringify(sound))
  },
  look: (): Look => ({ ...USUAL_LOOK, ...read(LOOK) }),
  keepLook(look: Look): void {
    localStorage.setItem(LOOK, JSON.stringify(look))
  },
}

const LOOK = 'dispatch120.look'

function soundKey(seat: number): string {
  return `dispatch120.seat.${seat}.sound`
}

function read(key: string): object {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? '{}')
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {} // damaged by hand or by another program: the usual values hold
  }
}
