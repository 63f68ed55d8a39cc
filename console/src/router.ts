import { createRouter, createWebHistory } from 'vue-router'
import { person } from './session/session'

const CASE = () => import('./desks/CasePage.vue')

/** Where each role begins. */
export const HOMES: Record<string, string> = { CUSTOMER: '/orders', MERCHANT: '/merchant', AGENT: '/agent', OPERATOR: '/operator' }

export const router = createRouter({
  history: createWebHistory('/console/'),
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  routes: [
    { path: '/', redirect: () => HOMES[person.value?.roles.find((role) => role in HOMES) ?? ''] ?? '/sign-in' },
    { path: '/sign-in', component: () => import('./session/SignInPage.vue'), meta: { open: true } },
    { path: '/rules', component: () => import('./desks/customer/RulesPage.vue'), meta: { open: true } },
    { path: '/inbox', component: () => import('./desks/InboxPage.vue') },
    { path: '/orders', component: () => import('./desks/customer/OrdersPage.vue') },
    { path: '/orders/:orderId', component: () => import('./desks/customer/OrderPage.vue') },
    { path: '/orders/:orderId/apply', component: () => import('./desks/customer/ApplyPage.vue') },
    { path: '/refunds', component: () => import('./desks/customer/RefundsPage.vue') },
    { path: '/refunds/:id', component: CASE },
    { path: '/merchant', component: () => import('./desks/QueuePage.vue') },
    { path: '/merchant/webhooks', component: () => import('./desks/merchant/WebhooksPage.vue') },
    { path: '/agent', component: () => import('./desks/QueuePage.vue') },
    { path: '/operator', component: () => import('./desks/operator/OverviewPage.vue') },
    { path: '/operator/dead-letters', component: () => import('./desks/operator/DeadLettersPage.vue') },
    { path: '/operator/audit', component: () => import('./desks/operator/AuditPage.vue') },
    { path: '/:pathMatch(.*)*', redirect: '/' },
  ],
})

router.beforeEach((to) => (to.meta.open || person.value ? true : { path: '/sign-in', query: { to: to.fullPath } }))
