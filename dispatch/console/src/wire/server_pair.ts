import type { ServerAddress } from './contracts.gen.ts'

/** Both command servers, and the one in use. Every client of the page moves together. */
export class ServerPair {
  private index = 0

  constructor(private addresses: readonly ServerAddress[]) {}

  get current(): ServerAddress {
    const address = this.addresses[this.index]
    if (!address) throw new Error('no server is known')
    return address
  }

  get all(): readonly ServerAddress[] {
    return this.addresses
  }

  /** Take the addresses that a server told, staying where we are if it is still among them. */
  learn(addresses: readonly ServerAddress[]): void {
    const here = this.current.url
    this.addresses = addresses.length > 0 ? addresses : this.addresses
    this.index = Math.max(0, this.addresses.findIndex((address) => address.url === here))
  }

  /** Go to the next server, unless somebody has already left the one that failed. */
  moveFrom(failed: ServerAddress): void {
    if (failed.url === this.current.url) this.index = (this.index + 1) % this.addresses.length
  }

  /** The address of a path on the server in use. */
  address(path: string): string {
    return new URL(path, this.current.url).toString()
  }
}
