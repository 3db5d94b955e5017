import { computed, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { Acts } from '../../shared/keys/keyboard.ts'
import { t } from '../../shared/texts/texts.ts'
import type { Workplace } from '../../shared/workplace/workplace.ts'
import type { LocationLinksView, LocationLinkView } from '../../wire/contracts.gen.ts'
import { LinkWires } from '../../wire/link_wires.ts'
import type { Caller } from '../caller.ts'
import { isMobile, isSpent } from './link_words.ts'

/** Links by which the telephone of the caller at hand says where it is. */
export interface Linking {
  keys: Acts
  links: ComputedRef<readonly LocationLinkView[]>
  /** The number a link goes to unless another is typed; null without a call that was answered. */
  number: ComputedRef<string | null>
  /** Whether this centre can send any. */
  offered: ComputedRef<boolean>
  open: Ref<boolean>
  press: () => void
  send: (number: string | null) => Promise<void>
}

type Attempt = (act: () => Promise<unknown>) => Promise<void>

export function useLinks(work: Workplace, caller: Readonly<Ref<Caller | null>>, attempt: Attempt): Linking {
  const wires = new LinkWires(work.centre.api)
  const open = ref(false)
  const call = computed(() => (caller.value?.answeredAt == null ? null : caller.value.call?.id ?? null))
  const found = useFound(work, wires, call, open)
  const links = computed(() => found.value?.links ?? [])
  const number = computed(() => {
    if (call.value === null) return null
    const incident = work.board.state.value?.incidents.find(({ calls }) => calls.includes(call.value ?? ''))
    return incident?.form.contact_number ?? caller.value?.number ?? ''
  })

  async function send(to: string | null): Promise<void> {
    const id = call.value
    if (id === null) return
    open.value = false
    await attempt(async () => {
      await wires.send(id, to)
      found.value = await wires.list(id)
    })
  }

  /** At once where it is clear to whom; else the number is asked for. */
  function press(): void {
    const last = links.value.at(-1)
    if (number.value === null) work.notes.say(t('link.no_call'))
    else if (found.value?.hidden) work.notes.say(t(`links_hidden.${found.value.hidden}`))
    else if (open.value) open.value = false
    else if (isMobile(number.value) && (last === undefined || isSpent(last, work.clock.now.value))) void send(null)
    else open.value = true
  }

  const offered = computed(() => number.value !== null && found.value?.hidden === null)
  return { links, number, offered, open, press, send, keys: { locationLink: press } }
}

/** The links of the call at hand, asked for anew with every news of them. */
function useFound(work: Workplace, wires: LinkWires, call: ComputedRef<string | null>, open: Ref<boolean>): ShallowRef<LocationLinksView | null> {
  const found: ShallowRef<LocationLinksView | null> = shallowRef(null)
  const news = computed(() => (call.value === null ? 0 : work.board.state.value?.linkNews[call.value] ?? 0))
  watch([call, news], async ([id], [before]) => {
    if (id !== before) {
      found.value = null
      open.value = false
    }
    if (id === null) return
    const shown = await wires.list(id).catch(() => null)
    if (call.value === id && shown) found.value = shown
  }, { immediate: true })
  return found
}
