export type Theme = 'dark' | 'light'

/** Colours of the base map; what is at work on it has its own, in the page's tokens. */
export interface Palette {
  ground: string
  areas: Readonly<Record<string, string>>
  building: string
  border: string
  casing: string
  roads: Readonly<Record<string, string>>
  street: string
  place: string
  water: string
  halo: string
}

export const PALETTES: Readonly<Record<Theme, Palette>> = {
  dark: {
    ground: '#0d131b',
    areas: { estate: '#111923', campus: '#141b27', industrial: '#14181f', green: '#10271d', water: '#142f46' },
    building: '#19232f',
    border: '#37475a',
    casing: '#090d13',
    roads: {
      service: '#222c38', residential: '#2b3746', tertiary: '#38475a', secondary: '#46576c', primary: '#566982',
      trunk: '#6d6650', motorway: '#7d6b40',
    },
    street: '#b4c2d1',
    place: '#93a5b8',
    water: '#7fa6c6',
    halo: '#0b0f15',
  },
  light: {
    ground: '#f4f3ef',
    areas: { estate: '#efece5', campus: '#f2ebdf', industrial: '#e9e9e9', green: '#d8ebd2', water: '#c3dbed' },
    building: '#dcd7cd',
    border: '#8d8d8d',
    casing: '#b9b4a8',
    roads: {
      service: '#ffffff', residential: '#ffffff', tertiary: '#ffffff', secondary: '#fff3cf', primary: '#fbe3a6',
      trunk: '#f6cf80', motorway: '#f0b95a',
    },
    street: '#2b2b2b',
    place: '#4a4a4a',
    water: '#2f5f86',
    halo: '#ffffff',
  },
}
