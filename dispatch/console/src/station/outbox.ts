import { shallowRef, type ShallowRef } from 'vue'
import type { OrderView } from '../wire/contracts.gen.ts'
import { deviceMemory, type KeptAct } from '../wire/device_memory.ts'
import { Refusal } from '../wire/problem.ts'
import { uuid7 } from '../wire/uuid7.ts'

const AGAIN_MS = 1000
/** The device is not let in: what was done stays done, and is told when it is. */
const SHUT_OUT: ReadonlySet<number> = new Set([401, 403, 503])

export interface Delivery {
  deliver: (act: KeptAct) => Promise<OrderView>
  taken: (order: OrderView) => void
  refused: (act: KeptAct, code: string) => void
}

/** What was done here and not yet told: kept through reloads, told in order, each once by its key. */
export class Outbox {
  readonly waiting: ShallowRef<readonly KeptAct[]> = shallowRef(deviceMemory.acts())
  private busy = false

  constructor(private readonly delivery: Delivery) {}

  /** Keep an act and tell it as soon as a server listens. */
  put(act: Omit<KeptAct, 'key'>): void {
    this.keep([...this.waiting.value, { ...act, key: uuid7() }])
    void this.tell()
  }

  /** Tell what waits, until nothing does. */
  async tell(): Promise<void> {
    if (this.busy) return
    this.busy = true
    for (let act = this.waiting.value[0]; act; act = this.waiting.value[0]) {
      if (!(await this.isSettled(act))) await new Promise((done) => setTimeout(done, AGAIN_MS))
    }
    this.busy = false
  }

  private async isSettled(act: KeptAct): Promise<boolean> {
    try {
      const order = await this.delivery.deliver(act)
      this.drop(act)
      this.delivery.taken(order)
      return true
    } catch (error) {
      if (!(error instanceof Refusal) || SHUT_OUT.has(error.problem.status)) return false
      this.drop(act)
      this.delivery.refused(act, error.code)
      return true
    }
  }

  private drop({ key }: KeptAct): void {
    this.keep(this.waiting.value.filter((one) => one.key !== key))
  }

  private keep(acts: readonly KeptAct[]): void {
    deviceMemory.keepActs(acts)
    this.waiting.value = acts
  }
}
