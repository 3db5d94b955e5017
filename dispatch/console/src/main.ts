import { createApp } from 'vue'
import App from './App.vue'
import { keyboard } from './shared/keys/keyboard.ts'
import './shared/ui/tokens.css'
import './shared/ui/base.css'
import { applyLook } from './shared/ui/look.ts'
import { WORKPLACE } from './shared/workplace/use_workplace.ts'
import { Workplace } from './shared/workplace/workplace.ts'
import { readBoot } from './wire/boot.ts'
import { keepPages } from './wire/keep_pages.ts'
import { makeRouter } from './router.ts'

keepPages()
applyLook()
keyboard.listen()
const workplace = new Workplace(await readBoot())
/** The map stands beside the call window, perhaps from the other server: same session, no telephone. */
const beside = location.pathname === '/map'
if (beside) await workplace.borrowSession()
await workplace.restore({ sits: !beside })
createApp(App).provide(WORKPLACE, workplace).use(makeRouter(workplace)).mount('#app')
