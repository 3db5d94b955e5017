import { enRun } from './en_run.ts'
import { enRunCodes } from './en_run_codes.ts'
import { enCodes } from './en_codes.ts'
import { enDesk } from './en_desk.ts'
import { enMap } from './en_map.ts'
import { enQueueing } from './en_queueing.ts'
import { enOffice } from './en_office.ts'
import { enStation } from './en_station.ts'
import { enStations } from './en_stations.ts'
import { enSupervision } from './en_supervision.ts'
import { enVerbs } from './en_verbs.ts'
import type { TextKey } from './zh.ts'

export const en = { ...enDesk, ...enOffice, ...enStation, ...enStations, ...enCodes, ...enRun, ...enRunCodes, ...enMap, ...enQueueing, ...enSupervision, ...enVerbs } satisfies Record<TextKey, string>
