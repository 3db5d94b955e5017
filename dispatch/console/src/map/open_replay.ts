import type { Selected } from '../shared/screens/selection.ts'
import { t } from '../shared/texts/texts.ts'

/** Open the replay of what is selected in a window of its own; gives why not. */
export function openReplay({ incident_id: incident, vehicle_id: vehicle }: Selected, may: boolean): string {
  if (!may) return t('map.replay_right')
  if (incident === null && vehicle === null) return t('map.replay_choose')
  const asked = new URLSearchParams(incident === null ? { vehicle: vehicle ?? '' } : { incident })
  window.open(`/replay?${asked.toString()}`, 'd120-replay')
  return ''
}
