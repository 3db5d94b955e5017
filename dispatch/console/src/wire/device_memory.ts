/** What makes this browser a device of a station. Kept on this machine; no patient is ever in it. */
export interface KeptDevice {
  token: string
  name: string
  station: string
}

/** Something a person did here that the centre must be told; made once, told until it is taken. */
export interface KeptAct {
  key: string
  orderId: string
  verb: 'receipt' | 'acknowledge' | 'refuse' | 'stamp' | 'confirm-milestone'
  body: Readonly<Record<string, string | number | null>> | null
}

const DEVICE = 'dispatch120.station.device'
const ACTS = 'dispatch120.station.acts'

export const deviceMemory = {
  device: (): KeptDevice | null => read<KeptDevice | null>(DEVICE, null),
  keepDevice(device: KeptDevice | null): void {
    if (device) localStorage.setItem(DEVICE, JSON.stringify(device))
    else localStorage.removeItem(DEVICE)
  },
  acts: (): readonly KeptAct[] => read<readonly KeptAct[]>(ACTS, []),
  keepActs(acts: readonly KeptAct[]): void {
    localStorage.setItem(ACTS, JSON.stringify(acts))
  },
}

function read<Value>(key: string, without: Value): Value {
  try {
    return (JSON.parse(localStorage.getItem(key) ?? 'null') as Value | null) ?? without
  } catch {
    return without // damaged by hand or by another program
  }
}
