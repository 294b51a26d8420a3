import { t } from '../../lib/i18n/i18n.js';
import { field } from './field.js';
import { passwordToggle } from './password-toggle.js';

/**
 * The password that one has. Of its host it uses `password`, and `shown`: whether it is readable.
 * @param {{password: string, shown: boolean}} host @param {{label: string, errors: string[]}} how
 */
export function passwordField(host, { label, errors }) {
  return field({
    name: 'password',
    label,
    value: host.password,
    autocomplete: 'current-password',
    type: host.shown ? 'text' : 'password',
    errors,
    onInput: (value) => (host.password = value),
    after: passwordToggle(host.shown, () => (host.shown = !host.shown)),
  });
}

/** The code of an authenticator app, or a recovery code. Of its host it uses `code`.
 * @param {{code: string}} host @param {{hint?: string, errors: string[]}} how */
export function codeField(host, { hint, errors }) {
  return field({
    name: 'code',
    label: t('field.code'),
    value: host.code,
    autocomplete: 'one-time-code',
    hint,
    errors,
    onInput: (value) => (host.code = value),
  });
}
