/** The browser itself waits some seconds before it says so; the exchange has given the leg up by then. */
const GRACE_MS = 1000

/**
 * Tell when the other end of a talk answers no more though nobody hung up: an exchange that died
 * and came back knows nothing of the talk and never ends it.
 */
export function onMediaLost(connection: RTCPeerConnection, lost: () => void): void {
  let grace: ReturnType<typeof setTimeout> | undefined
  connection.addEventListener('iceconnectionstatechange', () => {
    clearTimeout(grace)
    if (connection.iceConnectionState === 'disconnected') grace = setTimeout(lost, GRACE_MS)
  })
}
