import type { StoreRoomView } from '../wire/contracts.gen.ts'

const STEP = 1000
const UNITS = ['B', 'kB', 'MB', 'GB', 'TB']
/** As the recorder itself warns where nothing else is set. */
const WARN_DAYS = 30

/** Bytes with at most one digit after the point. */
export function asSize(bytes: number | null): string {
  if (bytes === null) return '—'
  const place = Math.min(UNITS.length - 1, Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(STEP)))
  return `${(bytes / STEP ** place).toFixed(place === 0 ? 0 : 1)} ${UNITS[place] ?? ''}`
}

export function roomState(store: StoreRoomView): 'well' | 'degraded' | 'failed' | 'unknown' {
  if (!store.is_there || store.days_left === null) return 'failed'
  if (store.basis !== 'history') return 'unknown'
  return store.days_left < WARN_DAYS ? 'degraded' : 'well'
}
