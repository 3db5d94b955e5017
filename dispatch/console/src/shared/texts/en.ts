import { enCodes } from './en_codes.ts'
import { enDesk } from './en_desk.ts'
import { enOffice } from './en_office.ts'
import type { TextKey } from './zh.ts'

export const en = { ...enDesk, ...enOffice, ...enCodes } satisfies Record<TextKey, string>
