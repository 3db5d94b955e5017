import { createRouter, createWebHistory, type Router } from 'vue-router'
import { talkingLeg } from './shared/phone/phone.ts'
import { textOfCode } from './shared/texts/texts.ts'
import type { Workplace } from './shared/workplace/workplace.ts'
import SignInPage from './sign_in/SignInPage.vue'
import CallPage from './call/CallPage.vue'

/** The call page is part of the first load: it must come up when the server that gave it is dead. */
export function makeRouter(workplace: Workplace): Router {
  const router = createRouter({
    history: createWebHistory(),
    routes: [
      { path: '/', component: SignInPage },
      { path: '/call', component: CallPage, meta: { seat: true } },
      { path: '/map', component: () => import('./map/MapPage.vue') },
      { path: '/replay', component: () => import('./map/replay/ReplayPage.vue') },
      { path: '/playback', component: () => import('./playback/PlaybackPage.vue') },
      { path: '/drawing', component: () => import('./map/DrawingPage.vue') },
      { path: '/upkeep', component: () => import('./upkeep/UpkeepPage.vue') },
      { path: '/feeds', component: () => import('./feeds/FeedsPage.vue') },
      { path: '/director', component: () => import('./director/DirectorPage.vue') },
      { path: '/admin', component: () => import('./admin/AdminPage.vue') },
      { path: '/station', component: () => import('./station/StationPage.vue'), meta: { device: true } },
      { path: '/:rest(.*)*', redirect: '/' },
    ],
  })
  router.beforeEach((to) => {
    if (to.path === '/' || to.meta.device === true) return true
    const missing = workplace.you.value === null || (to.meta.seat === true && workplace.seat.value === null)
    return missing ? { path: '/', query: { next: to.path } } : true
  })
  router.onError((_error, to) => { fetchAnew(workplace, to.fullPath) })
  workplace.onSignedOut = () => { void router.push('/') }
  return router
}

/** A part of the pages is gone since an upgrade: load them anew, unless that would cut a caller off. */
function fetchAnew(workplace: Workplace, path: string): void {
  const talks = workplace.phone.value !== null && talkingLeg(workplace.phone.value) !== null
  if (talks) workplace.notes.say(textOfCode('problem', 'page_fault'))
  else location.assign(path)
}
