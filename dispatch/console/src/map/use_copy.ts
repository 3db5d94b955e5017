import { onMounted, onUnmounted } from 'vue'

/** Ctrl C gives what was found, unless a person has marked something else. */
export function useCopy(words: () => string, copied: () => void): void {
  const copy = (event: ClipboardEvent): void => {
    const marked = window.getSelection()?.toString() ?? ''
    if (marked !== '' || words() === '' || !event.clipboardData) return
    event.clipboardData.setData('text/plain', words())
    event.preventDefault()
    copied()
  }
  onMounted(() => { document.addEventListener('copy', copy) })
  onUnmounted(() => { document.removeEventListener('copy', copy) })
}
