import { paints } from '../lib/text.js';
import { server } from './server.js';

/**
 * The sign-up rules of the contract, for hints while typing. The server has the last word, and rules of its own
 * (common passwords, taken names).
 * @typedef {import('../lib/api.js').SignUp} SignUp
 * @typedef {Exclude<keyof SignUp, 'invitation'>} SignUpField
 */

/** @type {SignUpField[]} */
export const SIGN_UP_FIELDS = ['firstName', 'lastName', 'email', 'username', 'password'];

const LEAST_REST = 5;

/** @param {string} text */
const bare = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** Whether it is one of the person's names and little more; the server also knows near misses.
 * @param {string} password @param {SignUp} person */
function resembles(password, { firstName, lastName, email, username }) {
  const secret = bare(password);
  return [firstName, lastName, firstName + lastName, lastName + firstName, email, email.split('@')[0], username]
    .map(bare)
    .some((known) => known.length >= 3 && secret.includes(known) && secret.length - known.length < LEAST_REST);
}

/** The rules that a field breaks, by name. @param {SignUpField} field @param {SignUp} person @param {number} [least]
 * characters of a password @returns {string[]} */
export function brokenRules(field, person, least = 8) {
  const value = person[field];
  const broken = [];
  if (field === 'password' ? value === '' : value.trim() === '') return ['required'];
  if ((field === 'firstName' || field === 'lastName') && !paints(value)) return ['notBlank'];
  const { minLength, maxLength } = server.bounds(field);
  const wanted = field === 'password' ? Math.max(minLength, least) : minLength;
  if ([...value].length > maxLength) broken.push('maxLength');
  if (field === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value.trim())) broken.push('email');
  if ((field === 'username' || field === 'password') && [...value].length < wanted) broken.push('minLength');
  if (field === 'username' && !/^[A-Za-z0-9._-]*$/.test(value)) broken.push('pattern');
  if (field === 'password' && /^\p{Nd}+$/u.test(value)) broken.push('notOnlyDigits');
  if (field === 'password' && resembles(value, person)) broken.push('notSimilar');
  return broken;
}
