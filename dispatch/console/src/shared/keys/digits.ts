const PLAIN = 9

/** The digits of a row of answers: 1 to 9, from the tenth on 0 and a digit. */
export function digitKeys(count: number): string[] {
  return Array.from({ length: count }, (_, index) => (index < PLAIN ? String(index + 1) : `0${index - PLAIN + 1}`))
}

/** Reads one- and two-digit answers: gives the place of the answer once it is complete. */
export class DigitReader {
  private typed = ''

  /** The place among the keys, or null while a second digit is awaited or nothing fits. */
  press(digit: number, keys: readonly string[]): number | null {
    this.typed += String(digit)
    const place = keys.indexOf(this.typed)
    const awaited = keys.some((key) => key.startsWith(this.typed))
    if (place >= 0 || !awaited) this.typed = ''
    return place >= 0 ? place : null
  }
}
