import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { createApp } from 'vue'
import { Refused } from './api/client'
import App from './App.vue'
import { router } from './router'
import { begin } from './session/session'
import './style.css'
import './parts.css'
import { dress } from './parts/theme'
import { i18n, say } from './texts'

dress()
say()
const back = await begin()
if (back !== undefined) await router.replace(back)
createApp(App)
  .use(i18n)
  .use(router)
  .use(VueQueryPlugin, {
    queryClient: new QueryClient({
      defaultOptions: {
        queries: {
          staleTime: 2_000,
          refetchInterval: 15_000,
          retry: (count, error) => count < 2 && error instanceof Refused && (error.status === 0 || error.status >= 500),
        },
      },
    }),
  })
  .mount('#app')
