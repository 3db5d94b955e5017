import type { zhSources } from './zh_sources.ts'

export const enSources = {
  'event.place_source_given': 'A source told the place',
  'problem.place_of_nobody': 'A source of a place belongs to a call or an incident',
  'problem.caller_place_not_found': 'No such source of a place',
} satisfies Record<keyof typeof zhSources, string>
