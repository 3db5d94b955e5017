import { zhRun } from './zh_run.ts'
import { zhRecommend } from './zh_recommend.ts'
import { zhRunCodes } from './zh_run_codes.ts'
import { zhCodes } from './zh_codes.ts'
import { zhOffice } from './zh_office.ts'
import { zhDesk } from './zh_desk.ts'
import { zhVerbs } from './zh_verbs.ts'
import { zhStation } from './zh_station.ts'
import { zhStations } from './zh_stations.ts'
import { zhMap } from './zh_map.ts'
import { zhMaps } from './zh_maps.ts'
import { zhPrompts } from './zh_prompts.ts'
import { zhCover } from './zh_cover.ts'
import { zhCare } from './zh_care.ts'
import { zhQueueing } from './zh_queueing.ts'
import { zhLines } from './zh_lines.ts'
import { zhPlaces } from './zh_places.ts'
import { zhRooms } from './zh_rooms.ts'
import { zhSupervision } from './zh_supervision.ts'

/** The source of every text a person sees; en.ts must hold the same keys. */
export const zh = { ...zhDesk, ...zhOffice, ...zhStation, ...zhStations, ...zhCodes, ...zhRun, ...zhRunCodes, ...zhRecommend, ...zhMap, ...zhMaps, ...zhPrompts, ...zhQueueing, ...zhSupervision, ...zhLines, ...zhVerbs, ...zhRooms, ...zhCare, ...zhPlaces, ...zhCover } as const

export type TextKey = keyof typeof zh
