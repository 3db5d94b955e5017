import type { Picture } from '../wire/story_wires.ts'
import type { Span } from './story.ts'

const COLOURS = ['--accent', '--late'] as const
/** The recorder's peaks are bytes with a sign. */
const FULL_SCALE = 128

/** Draw both voices of a recording where they lie in the view. */
export function drawPicture(canvas: HTMLCanvasElement, picture: Picture, beginsMs: number, view: Span): void {
  const scale = window.devicePixelRatio
  const { width, height } = canvas.getBoundingClientRect()
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  const pen = canvas.getContext('2d')
  if (!pen || width === 0) return
  pen.scale(scale, scale)
  const style = getComputedStyle(canvas)
  const pxAMs = width / (view.toMs - view.fromMs)
  const left = (beginsMs + picture.from_ms - view.fromMs) * pxAMs
  const lane = height / COLOURS.length
  COLOURS.forEach((name, channel) => {
    pen.fillStyle = style.getPropertyValue(name)
    const samples = picture.channels[channel] ?? []
    const step = ((picture.to_ms - picture.from_ms) * pxAMs) / Math.max(1, samples.length / 2)
    const [middle, unit] = [channel * lane + lane / 2, (lane * 0.48) / FULL_SCALE]
    for (let index = 0; index * 2 < samples.length; index += 1) {
      const [low, high] = [samples[index * 2] ?? 0, samples[index * 2 + 1] ?? 0]
      pen.fillRect(left + index * step, middle - high * unit, Math.max(1, step), Math.max(1, (high - low) * unit))
    }
  })
}
