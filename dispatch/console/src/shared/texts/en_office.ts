export const enOffice = {
  'office.director': 'Recordings and calls',
} as const
