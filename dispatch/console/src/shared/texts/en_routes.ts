import type { zhRoutes } from './zh_routes.ts'

export const enRoutes: Readonly<Record<keyof typeof zhRoutes, string>> = {
  'turn.depart': 'Along {street}',
  'turn.straight': 'Straight on into {street}',
  'turn.slight_left': 'Keep left into {street}',
  'turn.left': 'Turn left into {street}',
  'turn.slight_right': 'Keep right into {street}',
  'turn.right': 'Turn right into {street}',
  'turn.back': 'Turn round into {street}',
  'turn.nameless': 'an unnamed road',
  'turn.step': '{turn} {distance}',
  'turn.way': 'Way: {distance}, about {minutes} min',
  'turn.and_on': '… {count} steps in all, see the order sheet',
  'problem.way_unknown': 'The place is not on the map: there is no way to tell',
}
