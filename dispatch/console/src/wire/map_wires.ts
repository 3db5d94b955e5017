import type { Api } from './api.ts'
import type {
  ChangeSelection, HereView, IncidentPage, MapDescription, PlaceAroundView, PlacesAround, PointView, RecommendationView, RouteView, SelectionView,
} from './contracts.gen.ts'

const V1 = '/api/v1'
/** Times by road of many vehicles; a route across the city. */
const SLOW_MS = 4000

export interface PictureWanted {
  centre: PointView
  metresWide: number
  width: number
  height: number
  style: 'dark' | 'light'
  labels: boolean
  districts: boolean
}

/** What the map window asks of the command server. */
export class MapWires {
  constructor(private readonly api: Api) {}

  /** The map in force, or one that is kept, as it was. */
  describe = (version: string | null = null): Promise<MapDescription> =>
    this.api.ask('GET', version === null ? `${V1}/map` : `${V1}/map?${new URLSearchParams({ version }).toString()}`)
  tile = (version: string, z: string, x: string, y: string): Promise<ArrayBuffer> =>
    this.api.bytes(`${V1}/tiles/${version}/${z}/${x}/${y}.mvt`)

  /** The base map as an SVG drawn by the server, for a browser that cannot draw it itself. */
  picture = ({ centre, metresWide, width, height, style, labels, districts }: PictureWanted): Promise<ArrayBuffer> => {
    const asked = { lon: centre.lon, lat: centre.lat, metres_wide: metresWide, width, height, style, legend: false, labels, districts }
    const query = new URLSearchParams(Object.entries(asked).map(([name, value]) => [name, String(value)]))
    return this.api.bytes(`${V1}/map/picture.svg?${query.toString()}`)
  }

  changeSelection = (selection: ChangeSelection): Promise<SelectionView> => this.api.ask('PUT', `${V1}/selection`, selection)

  recommendation = (incidentId: string): Promise<RecommendationView> =>
    this.api.ask('GET', `${V1}/incidents/${incidentId}/recommendation`, undefined, { timeoutMs: SLOW_MS })

  route = (from: PointView, to: PointView, blueLight = true): Promise<RouteView> => {
    const asked = { from_lon: from.lon, from_lat: from.lat, to_lon: to.lon, to_lat: to.lat, blue_light: blueLight }
    const query = new URLSearchParams(Object.entries(asked).map(([name, value]) => [name, String(value)]))
    return this.api.ask('GET', `${V1}/roads/route?${query.toString()}`, undefined, { timeoutMs: SLOW_MS })
  }

  /** What a point is. */
  here = ({ lon, lat }: PointView): Promise<HereView> =>
    this.api.ask('GET', `${V1}/map/here?${new URLSearchParams({ lon: String(lon), lat: String(lat) }).toString()}`)

  /** Places of some kinds around a point, nearest first. */
  around = ({ lon, lat }: PointView, radiusM: number, kinds: readonly PlaceAroundView['kind'][]): Promise<PlacesAround> => {
    const query = new URLSearchParams([['lon', String(lon)], ['lat', String(lat)], ['radius_m', String(radiusM)], ...kinds.map((kind) => ['kind', kind])])
    return this.api.ask('GET', `${V1}/map/around?${query.toString()}`)
  }

  /** Incidents, newest first. */
  incidents = (limit: number): Promise<IncidentPage> => this.api.ask('GET', `${V1}/incidents?limit=${limit}`)
}
