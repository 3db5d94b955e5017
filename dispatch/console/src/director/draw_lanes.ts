import type { Peaks } from '../wire/peaks.ts'

const COLOURS = ['--accent', '--late'] as const
const QUIET = 0.35
/** The recorder's peaks are bytes with a sign. */
const FULL_SCALE = 128

/** Draw both channels with the part already played in full strength, and the place of the needle. */
export function drawLanes(canvas: HTMLCanvasElement, peaks: Peaks | null, share: number): void {
  const scale = window.devicePixelRatio
  const { width, height } = canvas.getBoundingClientRect()
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  const pen = canvas.getContext('2d')
  if (!pen || width === 0) return
  pen.scale(scale, scale)
  const style = getComputedStyle(canvas)
  const lane = height / COLOURS.length
  COLOURS.forEach((name, index) => {
    pen.fillStyle = style.getPropertyValue(name)
    drawLane(pen, peaks?.channels[index] ?? [], { top: index * lane, height: lane, width }, share)
  })
  pen.globalAlpha = 1
  pen.fillStyle = style.getPropertyValue('--ink')
  pen.fillRect(Math.min(width - 2, share * width), 0, 2, height)
}

interface Box {
  top: number
  height: number
  width: number
}

function drawLane(pen: CanvasRenderingContext2D, samples: readonly number[], box: Box, share: number): void {
  const middle = box.top + box.height / 2
  const unit = (box.height * 0.48) / FULL_SCALE
  for (const [x, [low, high]] of columns(samples, Math.floor(box.width)).entries()) {
    pen.globalAlpha = x < share * box.width ? 1 : QUIET
    const [top, bottom] = [middle - high * unit, middle - low * unit]
    pen.fillRect(x, top, 1, Math.max(1, bottom - top))
  }
}

/** The smallest and the largest sample behind each column of the screen. */
export function columns(samples: readonly number[], count: number): [low: number, high: number][] {
  const spans = samples.length / 2
  return Array.from({ length: count }, (_, x) => {
    const from = Math.floor((x * spans) / count)
    const to = Math.max(from + 1, Math.floor(((x + 1) * spans) / count))
    const span = samples.slice(from * 2, Math.min(to, spans) * 2)
    return [Math.min(0, ...span), Math.max(0, ...span)]
  })
}
