import type { RTCSession, TerminateOptions } from 'jssip/lib/RTCSession'
import { describe, expect, it } from 'vitest'
import { onlyDeliberately } from '../src/shared/phone/deliberate.ts'

function session(established: boolean): { session: RTCSession; ended: (TerminateOptions | undefined)[] } {
  const ended: (TerminateOptions | undefined)[] = []
  const fake = { terminate: (options?: TerminateOptions) => ended.push(options), isEstablished: () => established }
  return { session: fake as unknown as RTCSession, ended }
}

describe('a talk', () => {
  it('ends when a person hangs up, as a normal hang-up', () => {
    const { session: one, ended } = session(true)
    onlyDeliberately(one)()
    expect(ended).toEqual([undefined])
  })

  it('that the phone loses by itself is told to the exchange as lost, so that the caller is queued again', () => {
    const { session: one, ended } = session(true)
    onlyDeliberately(one)
    one.terminate({ cause: 'RTP Timeout', status_code: 408, reason_phrase: 'RTP Timeout' })
    expect(ended[0]?.extraHeaders).toEqual([expect.stringContaining('Q.850;cause=41')])
  })

  it('goes on when a hold fails', () => {
    const { session: one, ended } = session(true)
    onlyDeliberately(one)
    one.terminate({ status_code: 500, reason_phrase: 'Hold Failed' })
    expect(ended).toEqual([])
  })

  it('that was not answered yet is refused as before', () => {
    const { session: one, ended } = session(false)
    onlyDeliberately(one)
    one.terminate({ status_code: 480 })
    expect(ended).toEqual([{ status_code: 480 }])
  })
})
