import type { Api } from './api.ts'
import type {
  AddPerson, BecomeBusy, Board, CallOut, CallPage, CallView, ChangePerson, ChangeSite, DirectoryImportView, FinishTask,
  KeyPatientLine, KeyPatientView, PersonView, Playback, RecordingPage, SeatAccount, SeatView,
  SessionView, SiteSettingsView, TaskView, TelephoneCountersView, WriteKeyPatient, You,
} from './contracts.gen.ts'

const V1 = '/api/v1'
/** How long answering waits for the server before the phone is answered without it. */
const CLAIM_TIMEOUT_MS = 500
const UPLOAD_TIMEOUT_MS = 300_000

export type Filter = Record<string, string | number | null | undefined>

/** The verbs of the command server, one method each. */
export class Centre {
  constructor(readonly api: Api) {}

  signIn = (staff_number: string, password: string): Promise<SessionView> =>
    this.api.ask('POST', `${V1}/session`, { staff_number, password })
  you = (): Promise<You> => this.api.ask('GET', `${V1}/session`)
  signOut = (): Promise<null> => this.api.ask('DELETE', `${V1}/session`)
  reauthenticate = (password: string): Promise<null> =>
    this.api.ask('POST', `${V1}/session/reauthentication`, { password })

  board = (): Promise<Board> => this.api.ask('GET', `${V1}/board`)

  signOnSeat = (seat: number): Promise<SeatAccount> => this.api.ask('POST', `${V1}/seats/${seat}/sign-on`)
  signOffSeat = (seat: number): Promise<SeatView> => this.api.ask('POST', `${V1}/seats/${seat}/sign-off`)
  becomeReady = (seat: number): Promise<SeatView> => this.api.ask('POST', `${V1}/seats/${seat}/ready`)
  becomeBusy = (seat: number, reason: BecomeBusy['reason']): Promise<SeatView> =>
    this.api.ask('POST', `${V1}/seats/${seat}/busy`, { reason })

  answerCall = (id: string): Promise<CallView> =>
    this.api.ask('POST', `${V1}/calls/${id}/answer`, undefined, { withinMs: CLAIM_TIMEOUT_MS })
  hangUpCall = (id: string): Promise<CallView> => this.api.ask('POST', `${V1}/calls/${id}/hang-up`)
  callOut = (asked: CallOut): Promise<CallView> => this.api.ask('POST', `${V1}/calls/out`, asked)
  fetchCall = (id: string): Promise<CallView> => this.api.ask('POST', `${V1}/calls/${id}/fetch`)
  transferCall = (id: string, seat: number): Promise<CallView> => this.api.ask('POST', `${V1}/calls/${id}/transfer`, { seat })
  listCalls = (filter: Filter): Promise<CallPage> => this.api.ask('GET', `${V1}/calls${query(filter)}`)

  countTelephone = (period: Filter): Promise<TelephoneCountersView> =>
    this.api.ask('GET', `${V1}/statistics/telephone${query(period)}`)
  exportCalls = (period: Filter): Promise<Blob> => this.api.file(`${V1}/statistics/calls.csv${query(period)}`)
  areaReport = (kind: 'incidents' | 'response' | 'cover', wanted: Filter): Promise<Blob> =>
    this.api.file(`${V1}/statistics/areas/${kind}.html${query(wanted)}`)

  claimTask = (id: string): Promise<TaskView> => this.api.ask('POST', `${V1}/tasks/${id}/claim`)
  releaseTask = (id: string): Promise<TaskView> => this.api.ask('POST', `${V1}/tasks/${id}/release`)
  finishTask = (id: string, disposition: FinishTask['disposition']): Promise<TaskView> =>
    this.api.ask('POST', `${V1}/tasks/${id}/finish`, { disposition })

  listKeyPatients = (text: string): Promise<KeyPatientLine[]> =>
    this.api.ask('GET', `${V1}/key-patients${query({ text })}`)
  getKeyPatient = (id: string): Promise<KeyPatientView> => this.api.ask('GET', `${V1}/key-patients/${id}`)
  addKeyPatient = (patient: WriteKeyPatient): Promise<KeyPatientView> =>
    this.api.ask('POST', `${V1}/key-patients`, patient)
  changeKeyPatient = (id: string, patient: WriteKeyPatient): Promise<KeyPatientView> =>
    this.api.ask('PUT', `${V1}/key-patients/${id}`, patient)
  removeKeyPatient = (id: string): Promise<null> => this.api.ask('DELETE', `${V1}/key-patients/${id}`)

  importDirectory = (file: File, mode = 'add', encoding = 'auto'): Promise<DirectoryImportView> => {
    const form = new FormData()
    form.append('file', file)
    return this.api.ask('POST', `${V1}/directory/imports?mode=${mode}&encoding=${encoding}`, form, { timeoutMs: UPLOAD_TIMEOUT_MS })
  }
  settleDirectoryImport = (id: string, how: 'confirm' | 'discard'): Promise<DirectoryImportView> =>
    this.api.ask('POST', `${V1}/directory/imports/${id}/${how}`)
  getDirectoryImport = (id: string): Promise<DirectoryImportView> =>
    this.api.ask('GET', `${V1}/directory/imports/${id}`)
  listDirectoryImports = (): Promise<DirectoryImportView[]> => this.api.ask('GET', `${V1}/directory/imports`)

  listRecordings = (filter: Filter): Promise<RecordingPage> =>
    this.api.ask('GET', `${V1}/recordings${query(filter)}`)
  playRecording = async (name: string, reason: string | null): Promise<Playback> =>
    this.addressed(await this.api.ask<Playback>('POST', `${V1}/recordings/${name}/playback`, { reason }))
  playMessage = async (task: string): Promise<Playback> =>
    this.addressed(await this.api.ask<Playback>('POST', `${V1}/tasks/${task}/message/playback`))

  listPeople = (): Promise<PersonView[]> => this.api.ask('GET', `${V1}/people`)
  addPerson = (person: AddPerson): Promise<PersonView> => this.api.ask('POST', `${V1}/people`, person)
  changePerson = (staff_number: string, change: ChangePerson): Promise<PersonView> =>
    this.api.ask('PATCH', `${V1}/people/${staff_number}`, change)
  getSite = (): Promise<SiteSettingsView> => this.api.ask('GET', `${V1}/site`)
  changeSite = (change: ChangeSite): Promise<SiteSettingsView> => this.api.ask('PUT', `${V1}/site`, change)

  /** The server's paths as whole addresses: the player reads from the server in use. */
  private addressed({ audio_url, review_url, peaks_url, expires_at }: Playback): Playback {
    const address = (path: string): string => this.api.servers.address(path)
    return { audio_url: address(audio_url), review_url: address(review_url), peaks_url: address(peaks_url), expires_at }
  }
}

function query(filter: Filter): string {
  const given = Object.entries(filter).filter(([, value]) => value !== null && value !== undefined && value !== '')
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
  return text && `?${text}`
}
