import type { Told } from '../../src/wire/stream.ts'

/** A WebSocket that a test holds in its hand. */
export class FakeSocket {
  static all: FakeSocket[] = []
  onopen: (() => void) | null = null
  onmessage: ((message: { data: string }) => void) | null = null
  onclose: (() => void) | null = null
  readonly sent: string[] = []
  closed = false

  constructor(readonly url: string) {
    FakeSocket.all.push(this)
  }

  static get last(): FakeSocket {
    const socket = FakeSocket.all.at(-1)
    if (!socket) throw new Error('no socket was opened')
    return socket
  }

  send(text: string): void {
    this.sent.push(text)
  }

  close(): void {
    this.closed = true
  }

  /** The server lets the client in. */
  welcome(): void {
    this.onopen?.()
    const you = { staff_number: '1027', name: '', roles: [], rights: [], seat: null }
    this.tell({ type: 'welcome', server: 'server-1', protocol_version: 1, epoch: 'epoch-1', audiences: [], you })
  }

  tell(message: Told): void {
    this.onmessage?.({ data: JSON.stringify(message) })
  }

  /** The connection breaks. */
  die(): void {
    this.onclose?.()
  }
}
