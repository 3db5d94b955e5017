import type { DeviceView, EnrolDevice, EnrolmentView, ServerAddress } from '../wire/contracts.gen.ts'

/** A one-time code that was given out; known are the devices there were before. */
export interface Issued extends EnrolDevice, EnrolmentView {
  known: ReadonlySet<string>
}

const GROUP = 5
const STATE_FOLDER = '/var/lib/dispatch120-station'

/** A code in groups, as it is read over the telephone; the servers pass over the dash. */
export function readAloud(code: string): string {
  return code.match(new RegExp(`.{1,${GROUP}}`, 'g'))?.join('-') ?? ''
}

/** What is typed at the station's computer; only https needs the centre's own authority. */
export function enrolCommand(code: string, servers: readonly ServerAddress[]): string {
  const addresses = servers.map(({ url }) => `--server ${url}`)
  const authority = servers.some(({ url }) => url.startsWith('https:')) ? ['--authority ca.crt'] : []
  return ['.venv/bin/station-client enrol', ...addresses, `--code ${code}`, `--state ${STATE_FOLDER}`, ...authority].join(' ')
}

/** Where the station's browser goes, one address for each server. */
export function pageAddresses(servers: readonly ServerAddress[]): string[] {
  return servers.map(({ url }) => new URL('/station', url).toString())
}

/** The device that was made since the code was given out, of its station and kind. */
export function deviceMade(issued: Issued, devices: readonly DeviceView[]): DeviceView | undefined {
  return devices.find(({ id, station_id, kind }) =>
    station_id === issued.station_id && kind === issued.kind && !issued.known.has(id))
}
