import { defineConfigWithVueTs, vueTsConfigs } from '@vue/eslint-config-typescript'
import vue from 'eslint-plugin-vue'
import a11y from 'eslint-plugin-vuejs-accessibility'

const features = ['sign_in', 'call', 'map', 'director', 'admin', 'station']
const wireOnly = ['fetch', 'WebSocket', 'localStorage', 'sessionStorage', 'XMLHttpRequest', 'EventSource']

/** A feature imports `shared` and `wire`, never another feature. */
const featuresStandAlone = features.map((own) => ({
  files: [`src/${own}/**`],
  rules: {
    'no-restricted-imports': [
      'error',
      { patterns: [{ regex: `^(\\.\\./)+(${features.filter((f) => f !== own).join('|')})/` }] },
    ],
  },
}))

/** What features share knows none of them; the wire knows nothing but itself. */
const directions = [
  ['src/shared/**', `^(\\.\\./)+(${features.join('|')})/`],
  ['src/wire/**', `^(\\.\\./)+(shared|${features.join('|')})/`],
].map(([files, regex]) => ({
  files: [files],
  rules: { 'no-restricted-imports': ['error', { patterns: [{ regex }] }] },
}))

export default defineConfigWithVueTs(
  { ignores: ['dist/**', 'src/wire/*.gen.ts'] },
  vue.configs['flat/recommended'],
  a11y.configs['flat/recommended'],
  vueTsConfigs.strictTypeChecked,
  {
    rules: {
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/define-props-declaration': ['error', 'type-based'],
      'vue/define-emits-declaration': ['error', 'type-literal'],
      'vue/no-undef-components': ['error', { ignorePatterns: ['RouterView', 'RouterLink'] }],
      'vue/no-unused-refs': 'error',
      'vue/max-lines-per-block': ['error', { script: 120, template: 100, style: 80 }],
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': ['error', { html: { void: 'always' } }],
      'vue/multiline-html-element-content-newline': 'off',
      'vuejs-accessibility/label-has-for': ['error', { required: { some: ['nesting', 'id'] } }],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
      'max-lines': ['error', 400],
      'no-restricted-globals': ['error', ...wireOnly],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  { files: ['src/wire/**', 'tests/**', 'worker/**'], rules: { 'no-restricted-globals': 'off' } },
  { files: ['tests/**'], rules: { 'max-lines-per-function': 'off' } },
  ...featuresStandAlone,
  ...directions,
)
