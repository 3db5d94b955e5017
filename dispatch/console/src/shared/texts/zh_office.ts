/** Texts of the director's and the administrator's pages. */
export const zhOffice = {
  'office.director': '录音与来电',
} as const
