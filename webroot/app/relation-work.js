import { wholeText } from '../lib/i18n/problems.js';
import { Problem } from '../lib/problem.js';

/** What is being done about people, one thing at a time for each; a failure is told. */
export class RelationWork {
  /** @type {Set<string>} */ busy = new Set();

  /** @param {import('lit').ReactiveControllerHost} host is drawn anew @param {() => import('./notices.js').Notices} notices */
  constructor(host, notices) {
    this.host = host;
    this.notices = notices;
  }

  /** @param {string} id @param {() => Promise<unknown>} work @param {string} [done] said when it is done
   * @returns {Promise<boolean>} whether it was done */
  async run(id, work, done) {
    if (this.busy.has(id)) return false;
    this.#mark(new Set([...this.busy, id]));
    try {
      await work();
      if (done) this.notices().announce(done);
      return true;
    } catch (failure) {
      this.notices().toast(wholeText(Problem.of(failure)));
      return false;
    } finally {
      this.#mark(new Set([...this.busy].filter((each) => each !== id)));
    }
  }

  /** @param {Set<string>} busy */
  #mark(busy) {
    this.busy = busy;
    this.host.requestUpdate();
  }
}
