import { has, t } from './i18n.js';

/** @typedef {import('../problem.js').Problem} Problem */

/** What to tell a person about a problem. @param {Problem} problem */
export function problemText(problem) {
  if (problem.status === 429) {
    return t('problem.throttled', { count: Math.ceil((problem.retryAfterMillis ?? 1000) / 1000) });
  }
  if (problem.status > 0 && !problem.ours) return t('problem.proxy', { title: problem.title });
  const key = `problem.${problem.kind}`;
  if (has(key)) return t(key);
  if (problem.status >= 500) return t('problem.internal');
  return t('problem.other', { title: problem.title });
}

/** The same where no field shows what is wrong with it. @param {Problem} problem */
export function wholeText(problem) {
  const [error] = problem.errors;
  return error ? ruleText(error.field, error.rule, error.message) : problemText(problem);
}

/** Where nothing says how long a password must be. */
const LEAST_PASSWORD = 8;

/** What to tell about a broken rule; how many characters it wants is the number in the server's words; rules that this page does not know come in the server's words.
 * @param {string} field @param {string} rule @param {string} [serverText] */
export function ruleText(field, rule, serverText) {
  const key = [`rule.${field}.${rule}`, `rule.${rule}`].find(has);
  return key
    ? t(/** @type {import('./i18n.js').MessageKey} */ (key), {
        count: /\d+/.exec(serverText ?? '')?.[0] ?? LEAST_PASSWORD,
      })
    : (serverText ?? t('problem.other', { title: rule }));
}
