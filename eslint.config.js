import js from '@eslint/js';
import globals from 'globals';

/** Imports run one way: app → components → models → lib. */
const layers = ['lib', 'models', 'components', 'app'];

const layerRules = layers.map((layer, index) => ({
  files: [`webroot/${layer}/**/*.js`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: layers.slice(index + 1).map((above) => ({
          group: [`**/${above}/**`],
          message: `${layer} may not import ${above}.`,
        })),
      },
    ],
  },
}));

const domNames = ['document', 'window', 'localStorage', 'sessionStorage', 'navigator', 'location'];

export default [
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2023, sourceType: 'module' },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'array-callback-return': 'error',
      curly: ['error', 'multi-line'],
      eqeqeq: 'error',
      'max-lines': ['error', { max: 300 }],
      'no-console': ['error', { allow: ['warn', 'error'] }],
      'no-implicit-coercion': ['error', { boolean: false }],
      'no-promise-executor-return': 'error',
      'no-shadow': 'error',
      'no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      'no-restricted-properties': [
        'error',
        { property: 'innerHTML', message: 'Texts are rendered as text.' },
        { property: 'outerHTML', message: 'Texts are rendered as text.' },
        { property: 'insertAdjacentHTML', message: 'Texts are rendered as text.' },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'TaggedTemplateExpression[tag.name=/^(html|svg)$/] TemplateElement[value.raw=/<style|\\sstyle=/]',
          message: 'The content-security policy refuses inline styles: use a style sheet.',
        },
      ],
    },
  },
  { files: ['webroot/**/*.js'], languageOptions: { globals: globals.browser } },
  { files: ['webroot-tests/**/*.js', 'eslint.config.js'], languageOptions: { globals: globals.node } },
  ...layerRules,
  {
    files: ['webroot/models/**/*.js'],
    rules: {
      'no-restricted-globals': ['error', ...domNames.map((name) => ({ name, message: 'Models hold no DOM.' }))],
    },
  },
];
