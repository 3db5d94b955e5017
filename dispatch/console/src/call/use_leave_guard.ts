import { onMounted, onUnmounted } from 'vue'

/** Let the browser ask before a page with a caller on the line is closed. The call itself is not touched. */
export function useLeaveGuard(talks: () => boolean): void {
  const ask = (event: BeforeUnloadEvent): void => { if (talks()) event.preventDefault() }
  onMounted(() => { window.addEventListener('beforeunload', ask) })
  onUnmounted(() => { window.removeEventListener('beforeunload', ask) })
}
