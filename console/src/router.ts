import { createRouter, createWebHistory } from 'vue-router'
import { homeOf } from './desks'
import { person } from './session/session'

const CASE = () => import('./desks/case/CasePage.vue')
const FIGURES = () => import('./desks/FiguresPage.vue')

export const router = createRouter({
  history: createWebHistory('/console/'),
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  routes: [
    { path: '/', redirect: () => homeOf(person.value?.roles ?? []) },
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
    { path: '/merchant/figures', component: FIGURES },
    { path: '/agent', component: () => import('./desks/QueuePage.vue') },
    { path: '/agent/talks', component: () => import('./desks/agent/TalksPage.vue') },
    { path: '/agent/talks/:orderId', component: () => import('./desks/agent/TalkPage.vue') },
    { path: '/agent/open', component: () => import('./desks/customer/OrdersPage.vue') },
    { path: '/operator', component: () => import('./desks/operator/OverviewPage.vue') },
    { path: '/operator/money', component: () => import('./desks/operator/MoneyPage.vue') },
    { path: '/operator/deadlines', component: () => import('./desks/operator/DeadlinesPage.vue') },
    { path: '/operator/figures', component: FIGURES },
    { path: '/operator/ledger', component: () => import('./desks/operator/LedgerPage.vue') },
    { path: '/operator/policies', component: () => import('./desks/operator/PoliciesPage.vue') },
    { path: '/operator/policies/:category', component: () => import('./desks/operator/PolicyPage.vue') },
    { path: '/operator/express', component: () => import('./desks/operator/ExpressPage.vue') },
    { path: '/operator/dead-letters', component: () => import('./desks/operator/DeadLettersPage.vue') },
    { path: '/operator/levers', component: () => import('./desks/operator/LeversPage.vue') },
    { path: '/operator/audit', component: () => import('./desks/operator/AuditPage.vue') },
    { path: '/:pathMatch(.*)*', redirect: '/' },
  ],
})

router.beforeEach((to) => (to.meta.open || person.value ? true : { path: '/sign-in', query: { to: to.fullPath } }))
