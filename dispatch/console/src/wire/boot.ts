import type { ServerAddress } from './contracts.gen.ts'

/** What the log-in page needs before there is a session. */
export interface BootInfo {
  mode: 'demo' | 'site'
  centre_name: string | null
  zone: string
  servers: ServerAddress[]
}

/** Read boot.json from the server that gave this page; the addresses it names come second to it. */
export async function readBoot(): Promise<BootInfo> {
  const answer = await fetch('/boot.json', { cache: 'no-store' })
  const boot = (await answer.json()) as BootInfo
  const own = boot.servers.filter((server) => new URL(server.url).origin === location.origin)
  const others = boot.servers.filter((server) => !own.includes(server))
  return { ...boot, servers: [...own, ...others] }
}
