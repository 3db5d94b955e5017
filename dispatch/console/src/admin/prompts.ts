import { t, type TextKey } from '../shared/texts/texts.ts'
import { zh } from '../shared/texts/zh.ts'
import type { PromptSpeechView, PromptView } from '../wire/contracts.gen.ts'

/** The kinds of prompts, in the order in which a call meets them. */
export const USES = ['waiting', 'overflow', 'message', 'screening', 'talk', 'tone', 'numeral', 'word'] as const

/** The name of a prompt; a numeral or a word is its own name. */
export function nameOf(prompt: PromptView): string {
  const key = `prompt.${prompt.key}`
  if (Object.prototype.hasOwnProperty.call(zh, key)) return t(key as TextKey)
  const texts = prompt.speeches.map(({ text }) => text)
  return texts.find((text) => text !== '') ?? prompt.key
}

/** What callers hear of a prompt in a language: a version, the built-in or nothing. */
export function inUse(speech: PromptSpeechView): string {
  const version = speech.versions.find(({ id }) => id === speech.in_use)
  if (version) return t('prompt.version', { number: version.number })
  return speech.has_built_in ? t('prompt.built_in') : t('prompt.no_audio')
}
