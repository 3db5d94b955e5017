import { createRouter, createWebHistory, type Router } from 'vue-router'
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
      { path: '/director', component: () => import('./director/DirectorPage.vue') },
      { path: '/admin', component: () => import('./admin/AdminPage.vue') },
      { path: '/:rest(.*)*', redirect: '/' },
    ],
  })
  router.beforeEach((to) => {
    if (to.path === '/') return true
    const missing = workplace.you.value === null || (to.meta.seat === true && workplace.seat.value === null)
    return missing ? { path: '/', query: { next: to.path } } : true
  })
  workplace.onSignedOut = () => { void router.push('/') }
  return router
}
