import { describe, expect, it } from 'vitest'
import { added, boxOf, silence, spanOf, type Span } from '../src/director/redaction.ts'

const span = (first: number, end: number, lanes: Span['lanes'] = 'both'): Span => ({ first, end, lanes })

describe('spans of a redacted copy', () => {
  it('are whole samples between two places, in either order, within the recording', () => {
    expect(spanOf(0.1001, 0.2, 'both', 8000, 4000)).toEqual(span(800, 1600))
    expect(spanOf(0.2, 0.1, 'seat', 8000, 4000)).toEqual(span(800, 1600, 'seat'))
    expect(spanOf(0.4, 9, 'both', 8000, 4000)).toEqual(span(3200, 4000))
    expect(spanOf(1, 1, 'both', 8000, 4000)).toBeNull()
  })

  it('become one where they touch on the same lanes, and stay two on others', () => {
    const one = added(added([], span(100, 200)), span(200, 300))
    expect(one).toEqual([span(100, 300)])
    expect(added(one, span(150, 160, 'caller'))).toEqual([span(100, 300), span(150, 160, 'caller')])
    expect(added([span(500, 600)], span(1, 2))).toEqual([span(1, 2), span(500, 600)])
  })

  it('are silent in the preview on their lanes only', () => {
    const channels = [new Float32Array(4).fill(1), new Float32Array(4).fill(1)]
    silence(channels, [span(1, 2), span(2, 4, 'seat')])
    expect(channels.map((one) => [...one])).toEqual([[1, 0, 1, 1], [1, 0, 0, 0]])
  })

  it('lie on the half of the time line that is theirs', () => {
    expect(boxOf(span(1000, 2000, 'seat'), 4000)).toEqual({ left: '25.000%', width: '25.000%', top: '50%', height: '50%' })
  })
})
