/** Not yet in the standard library's types. Source: W3C Window Management. */
interface ScreenPlace {
  availLeft: number
  availTop: number
  availWidth: number
  availHeight: number
}
interface ScreenDetails {
  screens: ScreenPlace[]
  currentScreen: ScreenPlace
}

const NAME = 'd120-map'
let last: Window | null = null

/**
 * Open the map, or bring it to the front, on the screen beside this one.
 *
 * Without leave to see the screens it opens where the browser puts it, and goes over to the second
 * screen as soon as the person allows it; where there is one screen it stays a window.
 */
export async function openMapWindow(address: string): Promise<Window | null> {
  if (last?.closed === false) {
    last.focus()
    return last
  }
  const known = await placeBeside(await mayPlace())
  const opened = window.open(address, NAME, known ? featuresOf(known) : 'popup')
  if (opened && !known) void placeBeside(true).then((place) => { if (place) move(opened, place) })
  last = opened
  return opened
}

/** The window features that lay a window over a whole screen. */
export function featuresOf({ availLeft, availTop, availWidth, availHeight }: ScreenPlace): string {
  return `popup,left=${availLeft},top=${availTop},width=${availWidth},height=${availHeight}`
}

/** The first screen that is not this one. */
export function otherScreen({ screens, currentScreen }: ScreenDetails): ScreenPlace | null {
  return screens.find((one) => one !== currentScreen) ?? null
}

async function mayPlace(): Promise<boolean> {
  try {
    const permission = await navigator.permissions.query({ name: 'window-management' as PermissionName })
    return permission.state === 'granted'
  } catch {
    return false // a browser that knows one screen only
  }
}

async function placeBeside(ask: boolean): Promise<ScreenPlace | null> {
  const asking = (window as { getScreenDetails?: () => Promise<ScreenDetails> }).getScreenDetails
  if (!ask || !asking) return null
  try {
    return otherScreen(await asking.call(window))
  } catch {
    return null // the person said no: the window stays where it is
  }
}

function move(opened: Window, place: ScreenPlace): void {
  opened.moveTo(place.availLeft, place.availTop)
  opened.resizeTo(place.availWidth, place.availHeight)
}
