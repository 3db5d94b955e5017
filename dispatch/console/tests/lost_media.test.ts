import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { onMediaLost } from '../src/shared/phone/lost_media.ts'

class FakeConnection extends EventTarget {
  iceConnectionState: RTCIceConnectionState = 'connected'

  become(state: RTCIceConnectionState): void {
    this.iceConnectionState = state
    this.dispatchEvent(new Event('iceconnectionstatechange'))
  }
}

let connection: FakeConnection
let lost: number

beforeEach(() => {
  vi.useFakeTimers()
  connection = new FakeConnection()
  lost = 0
  onMediaLost(connection as unknown as RTCPeerConnection, () => { lost += 1 })
})
afterEach(() => { vi.useRealTimers() })

it('a talk whose other end stays silent is lost', () => {
  connection.become('disconnected')
  vi.advanceTimersByTime(5000)
  expect(lost).toBe(1)
})

it('a talk whose other end comes back goes on', () => {
  connection.become('disconnected')
  connection.become('connected')
  vi.advanceTimersByTime(5000)
  expect(lost).toBe(0)
})
