import { addProtocol, Map as MapLibre, setWorkerUrl, type StyleSpecification } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import 'maplibre-gl/dist/maplibre-gl.css'
import type { BoundsView, PointView } from '../wire/contracts.gen.ts'
import { FONTS, TILES } from './base_style.ts'
import { NEAREST_ZOOM, type View } from './view.ts'

export interface MapListener {
  moved: (view: View) => void
  clicked: (point: PointView) => void
  /** A hand moves the map. */
  panned: () => void
  /** Nothing of the map is still to be drawn. */
  idle: () => void
  failed: () => void
}
export type ReadTile = (version: string, z: string, x: string, y: string) => Promise<ArrayBuffer>

const FARTHEST_ZOOM = 7

/** The base map, drawn by MapLibre: north up, never tilted, one world. */
export class GlMap {
  private readonly map: MapLibre

  constructor(container: HTMLElement, style: StyleSpecification, view: View, listener: MapListener) {
    setWorkerUrl(workerUrl)
    this.map = new MapLibre({
      container, style, center: [view.centre.lon, view.centre.lat], zoom: view.zoom,
      minZoom: FARTHEST_ZOOM, maxZoom: NEAREST_ZOOM, attributionControl: false, dragRotate: false, pitchWithRotate: false,
      touchPitch: false, keyboard: false, renderWorldCopies: false, fadeDuration: 0, localIdeographFontFamily: FONTS.join(),
    })
    this.map.touchZoomRotate.disableRotation()
    this.map.keyboard.disableRotation()
    // It is hidden from readers: the tab key does not stop at it.
    this.map.getCanvas().tabIndex = -1
    const tell = (): void => { listener.moved(this.view) }
    this.map.on('move', tell)
    this.map.on('resize', tell)
    this.map.on('dragstart', listener.panned)
    this.map.on('idle', listener.idle)
    this.map.on('click', ({ lngLat }) => { listener.clicked({ lon: lngLat.lng, lat: lngLat.lat }) })
    this.map.getCanvas().tabIndex = -1 // the page's own keys work the map
    this.map.getCanvas().addEventListener('webglcontextlost', () => { listener.failed() })
  }

  get view(): View {
    const { lng, lat } = this.map.getCenter()
    const { clientWidth, clientHeight } = this.map.getContainer()
    return { centre: { lon: lng, lat }, zoom: this.map.getZoom(), width: clientWidth, height: clientHeight }
  }

  /** At once: a flight costs a weak machine seconds. */
  show({ centre, zoom }: Pick<View, 'centre' | 'zoom'>): void {
    this.map.jumpTo({ center: [centre.lon, centre.lat], zoom })
  }

  restyle(style: StyleSpecification): void {
    this.map.setStyle(style, { diff: false })
  }

  /** Keep what is shown near a box. */
  bound({ west, south, east, north }: BoundsView): void {
    const [wide, tall] = [east - west, north - south]
    this.map.setMaxBounds([[west - wide, Math.max(-84, south - tall)], [east + wide, Math.min(84, north + tall)]])
  }

  close(): void {
    this.map.remove()
  }
}

/** Let MapLibre read tiles by way of whichever server answers. */
export function serveTiles(read: ReadTile): void {
  addProtocol(TILES, async ({ url }) => {
    const [version = '', z = '', x = '', y = ''] = url.slice(`${TILES}://`.length).split('/')
    return { data: await read(version, z, x, y) }
  })
}
