import { UA, WebSocketInterface } from 'jssip'
import type { RTCSession } from 'jssip/lib/RTCSession'
import type { RTCSessionEvent } from 'jssip/lib/UA'
import type { ExchangeAccount, SeatAccount } from '../../wire/contracts.gen.ts'
import type { Line } from './phone.ts'

/** The page asks again after a short while, so that a restarted exchange finds its seats at once. */
const RECOVER_AFTER_S = { min: 1, max: 4 }
const REGISTER_EXPIRES_S = 120
/** Set by the exchange alone; nothing that a caller sends reaches this INVITE. */
const SUPERVISION = 'X-Supervision'

export interface LineListener {
  changed: (state: Line['state']) => void
  /** placed: the exchange says that this seat asked for the call. */
  rang: (session: RTCSession, placed: boolean) => void
  /** The exchange brings a leader onto a talk: this leg answers by itself. */
  supervised: (session: RTCSession) => void
}

/** Registers the seat at one exchange and stays registered. */
export function openLine(account: SeatAccount, exchange: ExchangeAccount, listener: LineListener): UA {
  const line = new UA({
    sockets: new WebSocketInterface(exchange.web_socket_url),
    uri: exchange.sip_uri,
    authorization_user: account.user,
    password: account.secret,
    register_expires: REGISTER_EXPIRES_S,
    session_timers: false,
    connection_recovery_min_interval: RECOVER_AFTER_S.min,
    connection_recovery_max_interval: RECOVER_AFTER_S.max,
    user_agent: 'dispatch120-console',
  })
  line.on('registered', () => { listener.changed('registered') })
  line.on('registrationFailed', () => { listener.changed(line.isConnected() ? 'refused' : 'away') })
  line.on('connecting', () => { listener.changed('connecting') })
  line.on('disconnected', () => { listener.changed('away') })
  line.on('newRTCSession', ({ originator, session, request }: RTCSessionEvent) => {
    if ((originator as string) !== 'remote') return
    if (request.getHeader(SUPERVISION)) listener.supervised(session)
    else listener.rang(session, isPlaced(request.getHeader('Call-Info')))
  })
  line.start()
  return line
}

/** Only the exchange can say so: it makes every call to this phone itself, whoever calls. */
function isPlaced(callInfo: string | undefined): boolean {
  return callInfo?.includes('answer-after=0') ?? false
}
