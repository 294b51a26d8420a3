import { currentLocale, t } from './i18n.js';

const DAY_MILLIS = 86_400_000;

/** @type {Map<string, Intl.DateTimeFormat>} making one is slow, using it is not */
const formats = new Map();

/** @param {Intl.DateTimeFormatOptions} options @param {Date} date */
function format(options, date) {
  const key = currentLocale() + JSON.stringify(options);
  const known = formats.get(key) ?? new Intl.DateTimeFormat(currentLocale(), options);
  formats.set(key, known);
  return known.format(date);
}

/** @param {Date} date */
const startOfDay = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();

/** Whole calendar days from `date` to `now`; days are 23 to 25 hours long.
 * @param {Date} date @param {Date} now */
const daysAgo = (date, now) => Math.round((startOfDay(now) - startOfDay(date)) / DAY_MILLIS);

/** The time of day. @param {string} at */
export const timeOf = (at) => format({ hour: 'numeric', minute: '2-digit' }, new Date(at));

/** Date and time in full. @param {string} at */
export const fullTime = (at) => format({ dateStyle: 'full', timeStyle: 'short' }, new Date(at));

/** Date and time to the second, for logs. @param {string} at */
export const exactTime = (at) => format({ dateStyle: 'short', timeStyle: 'medium' }, new Date(at));

/** A day of some year. @param {string} at */
export const dateOf = (at) => format({ dateStyle: 'long' }, new Date(at));

/** The name of a day above its messages. @param {string} at @param {Date} [now] */
export function dayOf(at, now = new Date()) {
  const date = new Date(at);
  const days = daysAgo(date, now);
  if (days === 0) return t('day.today');
  if (days === 1) return t('day.yesterday');
  if (days > 1 && days < 7) return format({ weekday: 'long' }, date);
  const year = date.getFullYear() === now.getFullYear() ? undefined : /** @type {const} */ ('numeric');
  return format({ weekday: 'long', day: 'numeric', month: 'long', year }, date);
}

/** As short as a list wants it: the time today, the weekday this week, else the date.
 * @param {string} at @param {Date} [now] */
export function shortTime(at, now = new Date()) {
  const date = new Date(at);
  const days = daysAgo(date, now);
  if (days <= 0) return timeOf(at);
  if (days === 1) return t('day.yesterday');
  if (days < 7) return format({ weekday: 'short' }, date);
  const year = date.getFullYear() === now.getFullYear() ? undefined : /** @type {const} */ ('2-digit');
  return format({ day: 'numeric', month: 'short', year }, date);
}
