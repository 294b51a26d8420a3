import { Store } from './store.js';

/**
 * @typedef {'verify' | 'reset' | 'confirm-email' | 'undo-email' | 'join'} LinkName of a link in a mail
 * @typedef {'activity' | 'errors' | 'joining' | 'reports'} AdminSection
 * @typedef {{name: 'home' | 'sign-in' | 'sign-up' | 'people' | 'contacts' | 'forgotten'} |
 *   {name: LinkName, token: string} | {name: 'conversation' | 'person', id: string} |
 *   {name: 'settings', section: string} | {name: 'admin', section: AdminSection}} Route
 */

/** @type {readonly string[]} */
const LINKS = ['verify', 'reset', 'confirm-email', 'undo-email', 'join'];
/** @type {readonly string[]} */
const ADMIN = ['activity', 'errors', 'joining', 'reports'];
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Addresses are fragments, so that any server of static files will do. @param {string} hash @returns {Route} */
export function parseRoute(hash) {
  const [name, id] = hash.replace(/^#\/?/, '').split('/');
  if (name === 'people' && UUID.test(id ?? '')) return { name: 'person', id: id.toLowerCase() };
  if (name === 'sign-in' || name === 'sign-up' || name === 'people' || name === 'contacts' || name === 'forgotten') {
    return { name };
  }
  // A link that a mail program broke leads to its page too, which says so.
  if (LINKS.includes(name) && id !== undefined) return { name: /** @type {LinkName} */ (name), token: id };
  if (name === 'settings') return { name, section: id ?? '' };
  if (name === 'admin' && ADMIN.includes(id ?? '')) return { name, section: /** @type {AdminSection} */ (id) };
  return name === 'c' && UUID.test(id ?? '') ? { name: 'conversation', id: id.toLowerCase() } : { name: 'home' };
}

/** @param {Route} route */
export function hrefOf(route) {
  if (route.name === 'conversation') return `#/c/${route.id}`;
  if (route.name === 'person') return `#/people/${route.id}`;
  if ('token' in route) return `#/${route.name}/${route.token}`;
  if (route.name === 'settings') return `#/settings${route.section ? `/${route.section}` : ''}`;
  if (route.name === 'admin') return `#/admin/${route.section}`;
  return route.name === 'home' ? '#/' : `#/${route.name}`;
}

export class Router extends Store {
  /** @type {Route} */ route;

  /** @param {Window} view */
  constructor(view) {
    super();
    this.view = view;
    this.route = parseRoute(view.location.hash);
    view.addEventListener('hashchange', () => {
      this.route = parseRoute(view.location.hash);
      this.changed();
    });
  }

  /** @param {Route} route @param {{replace?: boolean}} [how] replace: without a step for the back button */
  go(route, { replace = false } = {}) {
    const href = hrefOf(route);
    if (!replace) {
      this.view.location.hash = href;
      return;
    }
    this.view.history.replaceState(null, '', href);
    this.route = route;
    this.changed();
  }
}
