/**
 * Sends an event from its host when the element `#end` in the host's shadow comes near the visible part of what scrolls,
 * while `wanted` says so; again after each update that leaves it there.
 * @typedef {import('lit').LitElement} Host
 */
export class EndSensor {
  /** @type {IntersectionObserver | undefined} */ #observer;
  /** @type {Element | null} */ #watched = null;

  /** @param {Host} host @param {() => boolean} wanted @param {string} event @param {string} [margin] how near */
  constructor(host, wanted, event, margin = '300px') {
    this.host = host;
    this.wanted = wanted;
    this.event = event;
    this.margin = margin;
    host.addController(this);
  }

  hostUpdated() {
    const end = this.host.renderRoot.querySelector('#end');
    if (end !== this.#watched) {
      this.hostDisconnected();
      this.#watched = end;
      if (end) this.#observe(end);
    } else if (end) {
      // What was added may have pushed it out of sight: observed anew, it is told about anew.
      this.#observer?.unobserve(end);
      this.#observer?.observe(end);
    }
  }

  hostDisconnected() {
    this.#observer?.disconnect();
    this.#observer = undefined;
    this.#watched = null;
  }

  /** @param {Element} end */
  #observe(end) {
    this.#observer = new IntersectionObserver(
      (entries) => {
        if (!entries[entries.length - 1].isIntersecting || !this.wanted()) return;
        this.host.dispatchEvent(new CustomEvent(this.event));
      },
      { root: end.closest('.scroller') ?? this.host, rootMargin: this.margin },
    );
    this.#observer.observe(end);
  }
}
