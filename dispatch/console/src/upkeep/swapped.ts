import { onMounted, onUnmounted } from 'vue'
import type { ImportRow, PointView } from '../wire/contracts.gen.ts'

export const EXCHANGE_CAP = 'Alt X'
const MOST_LAT = 90

/** Latitude off the globe, and on it the other way round: so lies nearly all of China when the two are exchanged. */
export function mustBeSwapped(point: PointView | null): boolean {
  return point !== null && Math.abs(point.lat) > MOST_LAT && Math.abs(point.lon) <= MOST_LAT
}

export function exchanged({ lon, lat }: PointView): PointView {
  return { lon: lat, lat: lon }
}

/** A point as it is read out: N33.95000°, E118.29000°. */
export function sayDegrees({ lon, lat }: PointView): string {
  return `${lat < 0 ? 'S' : 'N'}${Math.abs(lat).toFixed(5)}°, ${lon < 0 ? 'W' : 'E'}${Math.abs(lon).toFixed(5)}°`
}

/** The point that a row of a file probably means; null: it looks right. */
export function meantOf(row: ImportRow): PointView | null {
  const point = (row.content?.point as PointView | null | undefined) ?? null
  if (!point) return null
  if (row.state === 'bad') return row.code === 'swapped' ? point : null
  return row.doubts.includes('swapped') ? exchanged(point) : null
}

/** The row with the point that is meant: what the server refused may now be taken. */
export function setRight(row: ImportRow): ImportRow {
  const point = meantOf(row)
  if (!point) return row
  const state = row.before === null ? 'new' : row.changed.length > 0 ? 'changed' : 'same'
  const doubts = row.doubts.filter((doubt) => row.state === 'bad' || (doubt !== 'swapped' && doubt !== 'outside'))
  return { ...row, state, doubts, code: '', field: '', content: { ...row.content, point } }
}

/** Alt X while the component stands. */
export function useExchangeKey(exchange: () => void): void {
  const press = (event: KeyboardEvent): void => {
    const other = event.ctrlKey || event.metaKey || event.shiftKey || event.repeat || event.isComposing
    if (other || !event.altKey || event.code !== 'KeyX') return
    exchange()
    event.preventDefault()
  }
  onMounted(() => { window.addEventListener('keydown', press) })
  onUnmounted(() => { window.removeEventListener('keydown', press) })
}
