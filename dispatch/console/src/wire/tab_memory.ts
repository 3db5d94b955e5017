/** What lives as long as this tab: a reload keeps it, a new tab starts without. */
const TOKEN = 'dispatch120.token'
const CHECKED_SEAT = 'dispatch120.checked_seat'

export const tabMemory = {
  token: (): string | null => sessionStorage.getItem(TOKEN),
  keepToken(token: string | null): void {
    if (token === null) sessionStorage.clear()
    else sessionStorage.setItem(TOKEN, token)
  },
  /** The seat at which this person has already checked the sound in this tab. */
  checkedSeat: (): number | null => Number(sessionStorage.getItem(CHECKED_SEAT)) || null,
  keepCheckedSeat(seat: number): void {
    sessionStorage.setItem(CHECKED_SEAT, String(seat))
  },
}
