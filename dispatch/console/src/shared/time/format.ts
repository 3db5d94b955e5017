const WIDE = 2

/** A length of time as 01:24, or 1:01:24 from one hour on. */
export function asTimer(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const tail = `${two(minutes)}:${two(rest)}`
  return hours > 0 ? `${hours}:${tail}` : tail
}

/** Seconds from an instant to now. */
export function secondsSince(instant: string, nowMs: number): number {
  return (nowMs - Date.parse(instant)) / 1000
}

/** 09:41:32 in the centre's zone. */
export function clockTime(instant: string | number, zone: string): string {
  return parts(instant, zone, { hour: '2-digit', minute: '2-digit', second: '2-digit' }).join(':')
}

/** 2026-11-22 in the centre's zone. */
export function dayOf(instant: string | number, zone: string): string {
  return parts(instant, zone, { year: 'numeric', month: '2-digit', day: '2-digit' }).join('-')
}

/** 2026-11-22 09:41:32 in the centre's zone. */
export function dayAndTime(instant: string | number, zone: string): string {
  return `${dayOf(instant, zone)} ${clockTime(instant, zone)}`
}

/** A number in groups, as people read it: 138 0527 6621, 0527-8438 2216. Masks stay as they are. */
export function groupedNumber(number: string): string {
  const mobile = /^(1[0-9]{2})([0-9]{4})([0-9]{4})$/.exec(number)
  const fixed = /^(0[0-9]{2,3})([0-9]{4})([0-9]{4})$/.exec(number)
  if (mobile) return mobile.slice(1).join(' ')
  return fixed ? `${fixed[1]}-${fixed[2]} ${fixed[3]}` : number
}

/** The instant at which a day begins in a zone. */
export function startOfDay(day: string, zone: string): string {
  return instantOf(`${day}T00:00`, zone)
}

/** The instant of a day and time as they are typed, 2026-11-22T09:41, in a zone. */
export function instantOf(local: string, zone: string): string {
  const utc = Date.parse(`${local}:00Z`)
  const there = Date.parse(`${dayAndTime(utc, zone).replace(' ', 'T')}Z`)
  return new Date(utc - (there - utc)).toISOString()
}

function parts(instant: string | number, zone: string, fields: Intl.DateTimeFormatOptions): string[] {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, hourCycle: 'h23', ...fields })
  return format.formatToParts(new Date(instant)).filter(({ type }) => type !== 'literal').map(({ value }) => value)
}

function two(value: number): string {
  return String(value).padStart(WIDE, '0')
}
