/** Something that others watch. Listeners are called at once, in the order in which they came. */
export class Store {
  /** @type {Set<() => void>} */
  #listeners = new Set();

  /** @param {() => void} listener @returns {() => void} ends it */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  changed() {
    for (const listener of [...this.#listeners]) listener();
  }
}
