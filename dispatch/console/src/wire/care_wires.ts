import type { Api } from './api.ts'
import type {
  CallView, ContactHistory, ContactNoteView, DisposeCall, HandoverView, ReminderView, SeatView, SetReminder, TaskView,
} from './contracts.gen.ts'

const V1 = '/api/v1'

/** What is asked of the command server so that no call, task or note is left behind. */
export class CareWires {
  constructor(private readonly api: Api) {}

  startSilentCall = (call: string): Promise<CallView> => this.api.ask('POST', `${V1}/calls/${call}/silent-call`)
  locateSilentCall = (call: string): Promise<CallView> => this.api.ask('POST', `${V1}/calls/${call}/silent-call/locate`)
  dispose = (call: string, disposition: DisposeCall['disposition']): Promise<CallView> =>
    this.api.ask('POST', `${V1}/calls/${call}/disposition`, { disposition })
  askHandover = (seat: number, to_seat: number): Promise<HandoverView> => this.api.ask('POST', `${V1}/seats/${seat}/handover`, { to_seat })
  acceptHandover = (id: string): Promise<HandoverView> => this.api.ask('POST', `${V1}/handovers/${id}/accept`)
  declineHandover = (id: string): Promise<HandoverView> => this.api.ask('POST', `${V1}/handovers/${id}/decline`)
  forceSignOff = (seat: number, reason: string): Promise<SeatView> => this.api.ask('POST', `${V1}/seats/${seat}/force-sign-off`, { reason })
  takeTaskOver = (task: string): Promise<TaskView> => this.api.ask('POST', `${V1}/tasks/${task}/take-over`)
  setReminder = (asked: SetReminder): Promise<ReminderView> => this.api.ask('POST', `${V1}/reminders`, asked)
  removeReminder = (id: string): Promise<ReminderView> => this.api.ask('DELETE', `${V1}/reminders/${id}`)
  listContacts = (call: string): Promise<ContactHistory> => this.api.ask('GET', `${V1}/calls/${call}/contacts`)
  writeNote = (call: string, text: string): Promise<ContactNoteView> => this.api.ask('POST', `${V1}/calls/${call}/notes`, { text })
  unmask = (call: string, reason: string): Promise<CallView> => this.api.ask('POST', `${V1}/calls/${call}/unmask`, { reason })
}
