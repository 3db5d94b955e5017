/** A UUID version 7: made by whoever acts, so that a repetition is known as one. Source: RFC 9562. */
export function uuid7(now_ms: number = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  for (let index = 0; index < 6; index += 1) {
    bytes[index] = Math.floor(now_ms / 2 ** (8 * (5 - index))) % 256
  }
  bytes[6] = (Number(bytes[6]) & 0x0f) | 0x70
  bytes[8] = (Number(bytes[8]) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return [8, 12, 16, 20, 32].map((end, index) => hex.slice([0, 8, 12, 16, 20][index], end)).join('-')
}
