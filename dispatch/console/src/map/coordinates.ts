import type { PointView } from '../wire/contracts.gen.ts'

/** 118.302150, 33.951230: a tenth of a metre. */
export function asDecimal({ lon, lat }: PointView): string {
  return `${lon.toFixed(6)}, ${lat.toFixed(6)}`
}

/** 118°18′07.74″E 33°57′04.43″N */
export function asSeconds({ lon, lat }: PointView): string {
  return `${seconds(lon)}${lon < 0 ? 'W' : 'E'} ${seconds(lat)}${lat < 0 ? 'S' : 'N'}`
}

/** 118°18.1290′E 33°57.0738′N, as seen on ships' and helicopters' devices. */
export function asMinutes({ lon, lat }: PointView): string {
  return `${minutes(lon)}${lon < 0 ? 'W' : 'E'} ${minutes(lat)}${lat < 0 ? 'S' : 'N'}`
}

function seconds(degrees: number): string {
  const hundredths = Math.round(Math.abs(degrees) * 360_000)
  const [whole, rest] = [Math.floor(hundredths / 360_000), hundredths % 360_000]
  return `${whole}°${padded(Math.floor(rest / 6000))}′${padded(((rest % 6000) / 100).toFixed(2), 5)}″`
}

function minutes(degrees: number): string {
  const parts = Math.round(Math.abs(degrees) * 600_000)
  return `${Math.floor(parts / 600_000)}°${padded(((parts % 600_000) / 10_000).toFixed(4), 7)}′`
}

function padded(value: number | string, length = 2): string {
  return String(value).padStart(length, '0')
}
