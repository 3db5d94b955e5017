import { describe, expect, it } from 'vitest'
import { isMobile, isSpent, stateOf } from '../src/call/link/link_words.ts'
import type { LocationLinkView } from '../src/wire/contracts.gen.ts'

const MADE = Date.parse('2026-11-22T06:15:00Z')
const NOW = MADE + 65_000
const LINK: LocationLinkView = {
  id: 'l1', call_id: 'c1', number: '13805276621', sent_by: '1027', made_at: '2026-11-22T06:15:00Z', expires_at: '2026-11-22T06:45:00Z',
  revoked_at: null, sms_state: 'queued', sms_reason: null, sms_tries: 0, opened_at: null, denied_at: null, denial: null, places: 0,
  placed_at: null, radius_m: null, doubtful: false,
}
const AT = '2026-11-22T06:16:00Z'

describe('a location link', () => {
  it('goes to mobile numbers alone', () => {
    expect(['13805276621', '+86 138-0527-6621', '008613805276621'].map(isMobile)).toEqual([true, true, true])
    expect(['84361234', '12805276621', '1380527662', '', '138052766210'].map(isMobile)).toEqual([false, false, false, false, false])
  })

  it.each([
    [{}, 'soft', '排队待发 01:05（已试 0 次）'],
    [{ sms_reason: 'network_busy', sms_tries: 1 }, 'late', '排队待发 01:05（已试 1 次） 网络忙'],
    [{ sms_state: 'sent', sms_tries: 1 }, 'soft', '短信已发出 01:05（第 1 次）'],
    [{ sms_state: 'delivered', sms_tries: 1 }, 'well', '短信已送达，未打开 01:05（第 1 次）'],
    [{ sms_state: 'failed', sms_reason: 'number_wrong', sms_tries: 1 }, 'ill', '短信未发出 01:05：号码无效（试 1 次）'],
    [{ sms_state: 'delivered', opened_at: AT }, 'late', '已打开，等待定位 00:05'],
    [{ opened_at: AT, denied_at: AT, denial: 'refused' }, 'late', '机主拒绝定位，00:05 前，请口头询问'],
    [{ opened_at: AT, placed_at: AT, radius_m: 12.4 }, 'well', '已收到位置 ±12 米，00:05 前'],
    [{ opened_at: AT, placed_at: AT, radius_m: 12.4, doubtful: true }, 'late', '收到的位置可疑 ±12 米，00:05 前，请核对'],
    [{ revoked_at: AT }, 'soft', '链接已失效'],
  ] as [Partial<LocationLinkView>, string, string][])('tells how far it has come: %o', (changed, tone, text) => {
    const state = stateOf({ ...LINK, ...changed }, NOW)
    expect([state.tone, state.text]).toEqual([tone, text])
  })

  it('is spent when it is over or its message did not go out, and not before', () => {
    expect(isSpent(LINK, NOW)).toBe(false)
    expect(isSpent({ ...LINK, sms_state: 'given_up' }, NOW)).toBe(true)
    expect(isSpent(LINK, MADE + 1_800_001)).toBe(true)
  })
})
