/**
 * The sign-up rules of the contract, for hints while typing. The server has the last word, and rules of its own
 * (common passwords, taken names).
 * @typedef {import('../lib/api.js').SignUp} SignUp
 * @typedef {keyof SignUp} SignUpField
 */

/** @type {SignUpField[]} */
export const SIGN_UP_FIELDS = ['firstName', 'lastName', 'email', 'username', 'password'];

const MOST = { firstName: 100, lastName: 100, email: 254, username: 50, password: 256 };

/** @param {string} password @param {SignUp} person whether it holds, or is held by, one of the person's names */
function resembles(password, { firstName, lastName, email, username }) {
  const plain = password.toLowerCase();
  return [firstName, lastName, email, email.split('@')[0], username]
    .map((part) => part.trim().toLowerCase())
    .some((part) => part.length >= 3 && (part === plain || (plain.includes(part) && part.length >= plain.length * 0.6)));
}

/** The rules that a field breaks, by name. @param {SignUpField} field @param {SignUp} person @returns {string[]} */
export function brokenRules(field, person) {
  const value = person[field];
  const broken = [];
  if (field === 'password' ? value === '' : value.trim() === '') return ['required'];
  if ([...value].length > MOST[field]) broken.push('maxLength');
  if (field === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value.trim())) broken.push('email');
  if (field === 'username' && value.length < 4) broken.push('minLength');
  if (field === 'username' && !/^[A-Za-z0-9._-]*$/.test(value)) broken.push('pattern');
  if (field === 'password' && [...value].length < 8) broken.push('minLength');
  if (field === 'password' && /^\d+$/.test(value)) broken.push('notOnlyDigits');
  if (field === 'password' && resembles(value, person)) broken.push('notSimilar');
  return broken;
}
