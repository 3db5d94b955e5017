import type { Api } from './api.ts'
import type { ConferenceView, InviteMember } from './contracts.gen.ts'

const V1 = '/api/v1'

/** What a seat asks of the command server about rooms of several legs. */
export class ConferenceWires {
  constructor(private readonly api: Api) {}

  open = (callId: string, whom: InviteMember, announce: boolean): Promise<ConferenceView> =>
    this.api.ask('POST', `${V1}/calls/${callId}/conference`, { ...whom, announce })
  invite = (id: string, whom: InviteMember): Promise<ConferenceView> =>
    this.api.ask('POST', `${V1}/conferences/${id}/members`, whom)
  join = (id: string): Promise<ConferenceView> => this.order(id, 'join')
  takeBack = (id: string): Promise<ConferenceView> => this.order(id, 'take-back')
  complete = (id: string): Promise<ConferenceView> => this.order(id, 'complete')
  end = (id: string): Promise<ConferenceView> => this.order(id, 'end')
  answer = (id: string): Promise<ConferenceView> => this.order(id, 'answer')
  letDialIn = (id: string): Promise<ConferenceView> => this.order(id, 'dial-in')
  admit = (id: string, member: string): Promise<ConferenceView> => this.order(id, `members/${member}/admit`)
  drop = (id: string, member: string): Promise<ConferenceView> => this.order(id, `members/${member}/drop`)
  mute = (id: string, member: string, muted: boolean): Promise<ConferenceView> =>
    this.api.ask('POST', `${V1}/conferences/${id}/members/${member}/mute`, { muted })

  private order(id: string, act: string): Promise<ConferenceView> {
    return this.api.ask('POST', `${V1}/conferences/${id}/${act}`)
  }
}
