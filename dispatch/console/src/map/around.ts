import type { PointView } from '../wire/contracts.gen.ts'
import type { Marks } from './marks.ts'
import { distanceM } from './measure.ts'

export const AROUND_M = 1000

export interface Around {
  vehicles: string[]
  stations: string[]
  hospitals: string[]
}

/** What stands within a kilometre of a point, nearest first. */
export function around(point: PointView, marks: Marks): Around {
  const near = <Mark>(all: readonly Mark[], pointOf: (mark: Mark) => PointView, nameOf: (mark: Mark) => string): string[] =>
    all.map((mark) => ({ name: nameOf(mark), metres: distanceM(point, pointOf(mark)) }))
      .filter(({ metres }) => metres <= AROUND_M)
      .sort((a, b) => a.metres - b.metres)
      .map(({ name }) => name)
  return {
    vehicles: near(marks.vehicles, (mark) => mark.point, ({ vehicle }) => vehicle.name),
    stations: near(marks.stations, ({ station }) => station.point, ({ station }) => station.name),
    hospitals: near(marks.hospitals, (mark) => mark.point, ({ name }) => name),
  }
}
