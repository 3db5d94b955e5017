import type { RTCSession, TerminateOptions } from 'jssip/lib/RTCSession'

/** Q.850 "temporary failure": the exchange puts such a caller back to the head of the queue. */
const LEG_LOST = 'Reason: Q.850;cause=41;text="page lost the leg"'
/** JsSIP hangs up when a hold fails; the caller must stay. */
const CALL_GOES_ON = new Set(['Hold Failed', 'Unhold Failed', 'Media Renegotiation Failed'])

/**
 * Take hanging up on a caller out of JsSIP's hands: what it ends by itself (lost media, a timer, a
 * refused hold) either goes on or is told to the exchange as a loss. Gives the deliberate way.
 */
export function onlyDeliberately(session: RTCSession): () => void {
  const terminate = session.terminate.bind(session)
  session.terminate = (options?: TerminateOptions): void => {
    if (!session.isEstablished()) terminate(options)
    else if (!CALL_GOES_ON.has(options?.reason_phrase ?? '')) terminate({ extraHeaders: [LEG_LOST] })
  }
  return () => { terminate() }
}
