import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

export default defineConfig({
  base: '/console/',
  plugins: [vue()],
  define: { __VUE_OPTIONS_API__: false, __VUE_I18N_LEGACY_API__: false },
  build: { target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: { proxy: { '^/(v1|dev|console/config.json)': 'http://127.0.0.1:8080' } },
})
