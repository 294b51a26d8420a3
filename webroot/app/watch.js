/** Redraws its host whenever one of the watched stores changes; lets go of them with the host. */
export class Watch {
  /** @type {(() => void)[]} */ #ends = [];
  /** @type {import('../lib/store.js').Store[]} */ #stores = [];

  /** @param {import('lit').ReactiveControllerHost} host @param {import('../lib/store.js').Store[]} [stores] */
  constructor(host, stores = []) {
    this.host = host;
    this.#stores = stores;
    host.addController(this);
  }

  /** Watches these from now on. @param {import('../lib/store.js').Store[]} stores */
  set(stores) {
    if (stores.length === this.#stores.length && stores.every((store, index) => store === this.#stores[index])) return;
    this.hostDisconnected();
    this.#stores = stores;
    this.hostConnected();
  }

  hostConnected() {
    this.#ends = this.#stores.map((store) => store.subscribe(() => this.host.requestUpdate()));
  }

  hostDisconnected() {
    for (const end of this.#ends) end();
    this.#ends = [];
  }
}
