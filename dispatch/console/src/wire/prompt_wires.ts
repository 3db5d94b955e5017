import type { Api } from './api.ts'
import type {
  PromptListView, PromptTakeView, PromptVersionView, PromptWritten, SpokenRowView, WritePromptLanguages,
} from './contracts.gen.ts'

const PROMPTS = '/api/v1/prompts'
const UPLOAD_TIMEOUT_MS = 60_000

/** What the administrator asks of the command server about the prompts that callers hear. */
export class PromptWires {
  constructor(private readonly api: Api) {}

  list = (): Promise<PromptListView> => this.api.ask('GET', PROMPTS)
  writeText = (key: string, language: string, text: string): Promise<PromptWritten> =>
    this.api.ask('PUT', `${PROMPTS}/${key}/${language}/text`, { text })
  upload = (key: string, language: string, file: File): Promise<PromptVersionView> => {
    const form = new FormData()
    form.append('file', file)
    return this.api.ask('POST', `${PROMPTS}/${key}/${language}/versions`, form, { timeoutMs: UPLOAD_TIMEOUT_MS })
  }
  /** Put a version in use; null is the built-in one. */
  use = (key: string, language: string, version_id: string | null): Promise<PromptWritten> =>
    this.api.ask('PUT', `${PROMPTS}/${key}/${language}/use`, { version_id })
  record = (key: string, language: string, seat: number): Promise<PromptTakeView> =>
    this.api.ask('POST', `${PROMPTS}/${key}/${language}/record`, { seat })
  writeLanguages = (asked: WritePromptLanguages): Promise<PromptWritten> => this.api.ask('PUT', `${PROMPTS}/languages`, asked)
  speak = (kind: string, value: string, language: string): Promise<SpokenRowView> =>
    this.api.ask('GET', `${PROMPTS}/spoken?${new URLSearchParams({ kind, value, language }).toString()}`)
  sound = (path: string): Promise<Blob> => this.api.file(`${PROMPTS}/${path}`)
}

/** Where the sound of a version lies, of the built-in one, and of a value that is said. */
export const soundOf = {
  version: (sha256: string): string => `audio/${sha256}`,
  builtIn: (key: string): string => `built-in/${key}/audio`,
  spoken: (kind: string, value: string, language: string): string =>
    `spoken/audio?${new URLSearchParams({ kind, value, language }).toString()}`,
}
