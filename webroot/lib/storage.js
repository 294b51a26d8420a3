/**
 * Small texts kept in this browser. Where storage is refused or full, `set` answers false and the rest behaves as empty:
 * what the reader needs to know is said by the caller.
 */
export class Kept {
  /** @param {Storage | undefined} storage @param {string} prefix */
  constructor(storage, prefix) {
    this.storage = storage;
    this.prefix = prefix;
  }

  /** The browser's own, or none where it is refused. @param {string} prefix */
  static local(prefix) {
    try {
      return new Kept(globalThis.localStorage, prefix);
    } catch {
      return new Kept(undefined, prefix);
    }
  }

  get available() {
    return this.storage !== undefined;
  }

  /** @param {string} suffix */
  under(suffix) {
    return new Kept(this.storage, this.prefix + suffix);
  }

  /** @param {string} key @returns {any} undefined when there is none, or when it can't be read */
  get(key) {
    try {
      const text = this.storage?.getItem(this.prefix + key);
      return text ? JSON.parse(text) : undefined;
    } catch {
      return undefined;
    }
  }

  /** @param {string} key @param {unknown} value @returns {boolean} whether it is kept */
  set(key, value) {
    try {
      this.storage?.setItem(this.prefix + key, JSON.stringify(value));
      return this.available;
    } catch {
      return false;
    }
  }

  /** @param {string} key */
  remove(key) {
    this.storage?.removeItem(this.prefix + key);
  }

  /** Every key, without the prefix. */
  keys() {
    const all = Array.from({ length: this.storage?.length ?? 0 }, (_, index) => this.storage?.key(index) ?? '');
    return all.filter((key) => key.startsWith(this.prefix)).map((key) => key.slice(this.prefix.length));
  }

  clear() {
    for (const key of this.keys()) this.remove(key);
  }
}
