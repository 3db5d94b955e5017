import { t } from '../shared/texts/texts.ts'

/** 850 m, 3.9 km. */
export function sayMetres(metres: number): string {
  if (metres < 1000) return t('map.unit_m', { value: Math.round(metres) })
  return t('map.unit_km', { value: (metres / 1000).toFixed(metres < 100_000 ? 1 : 0) })
}

/** 849.6 m, 3.940 km: as it is copied and read out. */
export function sayMeasured(metres: number): string {
  if (metres < 1000) return t('map.unit_m', { value: metres.toFixed(1) })
  return t('map.unit_km', { value: (metres / 1000).toFixed(3) })
}

/** 1 km, 500 m, 200 m: the scale bar counts in whole figures. */
export function sayScale(metres: number): string {
  return metres < 1000 ? t('map.unit_m', { value: metres }) : t('map.unit_km', { value: metres / 1000 })
}

/** 8 420 m², 0.213 km². */
export function saySquareMetres(area: number): string {
  return area < 100_000 ? t('map.unit_m2', { value: Math.round(area) }) : t('map.unit_km2', { value: (area / 1_000_000).toFixed(3) })
}

/** How long ago a fix was: 40 s, 5 min, 2 h. */
export function sayAge(seconds: number): string {
  if (seconds < 60) return t('map.seconds', { count: Math.floor(seconds) })
  if (seconds < 3600) return t('map.minutes', { count: Math.floor(seconds / 60) })
  return t('map.hours', { count: Math.floor(seconds / 3600) })
}
