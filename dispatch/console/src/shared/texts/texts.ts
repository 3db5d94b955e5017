import { ref } from 'vue'
import { en } from './en.ts'
import { zh, type TextKey } from './zh.ts'

export type { TextKey }
export type Language = 'zh' | 'en'
export type Values = Readonly<Record<string, string | number | null>>

const CATALOGUE: Readonly<Record<Language, Readonly<Record<TextKey, string>>>> = { zh, en }
const language = ref<Language>('zh')

/** What stands for a code that this version of the pages does not know. */
const UNKNOWN = {
  problem: 'unknown.problem',
  event: 'unknown.event',
  part: 'unknown.part',
  fault: 'unknown.fault',
  bad_line: 'unknown.bad_line',
  reason: 'unknown.reason',
  vehicle_status: 'unknown.reason',
  duty_reason: 'unknown.reason',
  department: 'unknown.reason',
  order_state: 'unknown.reason',
  cancel_reason: 'unknown.reason',
  reassign_reason: 'unknown.reason',
  empty_return_reason: 'unknown.reason',
  refuse_reason: 'unknown.reason',
  talk_disposition: 'unknown.reason',
  override_reason: 'unknown.reason',
  skill: 'unknown.reason',
  capability: 'unknown.reason',
  places: 'unknown.reason',
  sms_reason: 'unknown.reason',
  downlink_reason: 'unknown.reason',
  vehicle_kind: 'unknown.reason',
  unit_kind: 'unknown.reason',
  landmark_category: 'unknown.reason',
  doubt: 'unknown.reason',
  bad_row: 'unknown.bad_row',
  plan_sex: 'unknown.plan_sex',
  left_out: 'unknown.left_out',
  road: 'unknown.reason',
  duty: 'unknown.reason',
  gate: 'unknown.reason',
  decoded: 'unknown.reason',
  gap: 'unknown.reason',
  box_fault: 'unknown.reason',
} as const
export type CodeArea = keyof typeof UNKNOWN

/** Speak this language from now on. */
export function useLanguage(next: Language): void {
  language.value = next
  document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en'
}

export function currentLanguage(): Language {
  return language.value
}

/** The text of a key in the language in use; {name} is replaced by its value. */
export function t(key: TextKey, values: Values = {}): string {
  return CATALOGUE[language.value][key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '—'))
}

/** The text of a code that came over the wire; an unknown one is shown as it is. */
export function textOfCode(area: CodeArea, code: string, values: Values = {}): string {
  const key = `${area}.${code}`
  return isKey(key) ? t(key, values) : t(UNKNOWN[area], { code })
}

function isKey(key: string): key is TextKey {
  return Object.prototype.hasOwnProperty.call(zh, key)
}
