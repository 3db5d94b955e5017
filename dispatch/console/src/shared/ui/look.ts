import { computed, ref } from 'vue'
import { seatMemory, type Look } from '../../wire/seat_memory.ts'
import { useLanguage } from '../texts/texts.ts'

const look = ref<Look>(seatMemory.look())

export const theme = computed(() => look.value.theme)

/** Show the page in the look last chosen on this machine. */
export function applyLook(): void {
  document.documentElement.dataset.theme = look.value.theme
  useLanguage(look.value.language)
}

export function switchTheme(): void {
  keep({ ...look.value, theme: look.value.theme === 'dark' ? 'light' : 'dark' })
}

export function switchLanguage(): void {
  keep({ ...look.value, language: look.value.language === 'zh' ? 'en' : 'zh' })
}

function keep(next: Look): void {
  look.value = next
  seatMemory.keepLook(next)
  applyLook()
}
