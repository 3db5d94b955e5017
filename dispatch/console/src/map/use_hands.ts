import { computed, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { BoardState } from '../shared/board/board.ts'
import type { Fixes } from '../shared/fleet/fixes.ts'
import type { Screens } from '../shared/screens/use_screens.ts'
import { t } from '../shared/texts/texts.ts'
import type { Workplace } from '../shared/workplace/workplace.ts'
import type { PointView } from '../wire/contracts.gen.ts'
import type { MapWires } from '../wire/map_wires.ts'
import { thingsOf, VEHICLES, type Placed, type Thing } from './around.ts'
import { crossesItself, runningM } from './geodesic.ts'
import { hereWords } from './here_words.ts'
import { mapActs } from './map_acts.ts'
import type { Tool } from './map_keys.ts'
import { circle } from './measure.ts'
import { openReplay } from './open_replay.ts'
import { sayMeasured } from './say.ts'
import { useAround, type Around } from './use_around.ts'
import type { Camera } from './use_camera.ts'
import { useCopy } from './use_copy.ts'
import { useCursor, type Cursor } from './use_cursor.ts'
import { useFollow, type Follow, type Followed } from './use_follow.ts'
import { useHere, type HereAsked } from './use_here.ts'
import type { Layers } from './use_layers.ts'
import { useMapKeys } from './use_map_keys.ts'
import { useTools, type Tools } from './use_tools.ts'
import { measuredWords } from './words.ts'

export interface Kept {
  points: readonly PointView[]
  closed: boolean
  totals: readonly string[]
  words: string
}
export interface Hands {
  tools: Tools
  cursor: Cursor
  follow: Follow
  here: HereAsked
  around: Around
  things: ComputedRef<Thing[]>
  help: Ref<boolean>
  /** Something to be told once. */
  hint: Ref<string>
  /** What was measured, in words. */
  words: ComputedRef<string>
  totals: ComputedRef<string[]>
  crosses: ComputedRef<boolean>
  ring: ComputedRef<PointView[]>
  /** The last measurement: it stands on a sheet that is printed after it. */
  kept: ShallowRef<Kept>
  pressed: ComputedRef<Tool[]>
  take: (tool: Tool) => void
  /** A click, or Enter at the cursor. */
  point: (point: PointView) => void
  centre: (placed: Placed) => void
}
interface World {
  work: Workplace
  wires: MapWires
  camera: Camera
  board: ComputedRef<BoardState | null>
  fixes: ShallowRef<Fixes>
  screens: Screens
  focus: ComputedRef<PointView | null>
  layers: Layers
  pointed: (point: PointView) => void
  print: () => void
}

const NOTHING: Kept = { points: [], closed: false, totals: [], words: '' }

/** Everything that hands do on the map, by mouse or by keyboard alone. */
export function useHands(world: World): Hands {
  const { work, wires, camera, board, fixes } = world
  const hint = ref('')
  const things = computed(() => (board.value ? thingsOf(board.value, fixes.value, work.clock.now.value) : []))
  const find = (id: string): Followed | null => things.value.find((thing) => VEHICLES.some((kind) => kind === thing.kind) && thing.id === id) ?? null
  const follow = useFollow(camera, find)
  const tools = useTools(once(world, hint, follow, find))
  const around = useAround(wires, () => things.value)
  const held: Held = { hint, things, follow, tools, around, help: ref(false), cursor: useCursor(camera), here: useHere(wires) }
  const acts = handling(world, held)
  const measured = measuring(held.tools)
  useCopy(() => copied(held, measured.words.value), () => { hint.value = t('map.copied') })
  return {
    ...held, ...measured, ...acts,
    ring: computed(() => (tools.standing.value === 'around' && around.point.value ? circle(around.point.value, around.radiusM.value) : [])),
    pressed: computed(() => [...(tools.standing.value ? [tools.standing.value] : []), ...(follow.vehicle.value === null ? [] : ['follow' as const])]),
  }
}

type Held = Pick<Hands, 'hint' | 'things' | 'help' | 'cursor' | 'follow' | 'here' | 'around' | 'tools'>

/** What is done at once and does not stay in the hand. */
function once(world: World, hint: Ref<string>, follow: Follow, find: (id: string) => Followed | null): Parameters<typeof useTools>[0] {
  const { camera, focus, screens, work } = world
  return {
    centre: () => {
      follow.end()
      if (focus.value) camera.centre(focus.value)
    },
    city: () => {
      follow.end()
      camera.city()
    },
    follow: () => { follow.toggle(screens.selection.value.vehicle_id === null ? null : find(screens.selection.value.vehicle_id)) },
    replay: () => { hint.value = openReplay(screens.selection.value, work.has('view_tracks')) },
  }
}

function handling(world: World, held: Held): Pick<Hands, 'take' | 'point' | 'centre'> {
  const { tools, cursor, here, around, hint, help } = held
  const uses = { distance: tools.add, area: tools.add, here: here.ask, around: around.ask, layers: world.pointed, print: () => undefined }
  const point = (at: PointView): void => {
    hint.value = ''
    if (cursor.at.value) cursor.put(at)
    const standing = tools.standing.value
    if (standing === null) world.pointed(at)
    else uses[standing](at)
  }
  const take = (tool: Tool): void => {
    hint.value = ''
    tools.take(tool)
    const { value: standing } = tools.standing
    if (standing === null || standing === 'layers' || standing === 'print') return
    if (standing === 'around') around.ask(cursor.at.value ?? world.focus.value ?? cursor.place())
    else cursor.put(cursor.place())
    if (standing === 'here') here.ask(cursor.place())
  }
  const centre = (placed: Placed): void => {
    held.follow.end()
    world.camera.centre(placed.point)
  }
  const use = (): void => {
    if (tools.standing.value === 'print') world.print()
    else if (cursor.at.value === null) cursor.put(cursor.place())
    else point(cursor.at.value)
  }
  const putAway = (): void => {
    hint.value = ''
    if (help.value) help.value = false
    else if (tools.standing.value !== null) tools.putAway()
    else cursor.hide()
  }
  useMapKeys({ take, acts: mapActs({ ...held, use, putAway }), digit: (digit) => pressedInList(digit, world, held, centre) })
  return { take, point, centre }
}

/** Lists that are open take the digits. */
function pressedInList(digit: number, { layers }: World, { tools, around }: Held, centre: (placed: Placed) => void): boolean {
  if (tools.standing.value === 'layers') return layers.press(digit)
  if (tools.standing.value === 'print') return true
  if (tools.standing.value !== 'around') return false
  const placed = around.page.value[digit - 1]
  if (digit === 0) around.next()
  else if (placed) centre(placed)
  return true
}

function measuring({ standing, measured }: Tools): Pick<Hands, 'words' | 'totals' | 'crosses' | 'kept'> {
  const words = computed(() => measuredWords(standing.value, measured.value))
  const totals = computed(() => (standing.value === 'distance' ? runningM(measured.value).map(sayMeasured).map((said, index) => (index === 0 ? '' : said)) : []))
  const kept: Hands['kept'] = shallowRef(NOTHING)
  watch([measured, standing], () => {
    if (standing.value === 'print') return
    const points = measured.value
    kept.value = points.length < 2 ? NOTHING : { points, closed: standing.value === 'area', totals: totals.value, words: words.value }
  }, { flush: 'sync' })
  return { words, totals, kept, crosses: computed(() => standing.value === 'area' && crossesItself(measured.value)) }
}

function copied({ tools, here }: Held, measured: string): string {
  if (tools.standing.value === 'here' && here.point.value) return hereWords(here.point.value, here.answer.value)
  return tools.measured.value.length > 1 ? measured : ''
}
