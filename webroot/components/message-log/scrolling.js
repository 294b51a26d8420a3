/** Less than this from the end counts as the end, in pixels. */
const NEAR = 60;

/**
 * Keeps a log at its bottom, or else keeps what one reads where it is when something is added above or grows.
 * @typedef {import('lit').LitElement} Host
 */
export class Scrolling {
  /** @type {ResizeObserver | undefined} */ #sizes;
  /** @type {Element | null} */ #watched = null;
  /** What is in view and how far its end is below the upper edge: its beginning changes with what comes before it. @type {{key: string, offset: number} | undefined} */ #anchor;
  #atBottom = true;
  #gliding = false;
  /** Whether the first screen of messages has found its place. */ settled = false;

  /** @param {Host} host @param {(atBottom: boolean) => void} onMove */
  constructor(host, onMove) {
    this.host = host;
    this.onMove = onMove;
    this.scrolled = this.scrolled.bind(this);
    this.scrollEnded = this.scrollEnded.bind(this);
    host.addController(this);
  }

  get #scroller() {
    return /** @type {HTMLElement | null} */ (this.host.renderRoot?.querySelector('.scroller') ?? null);
  }

  /** Whether there is so much that scrolling up leaves the bottom. */
  get full() {
    const scroller = this.#scroller;
    return scroller !== null && scroller.scrollHeight > scroller.clientHeight + 2 * NEAR;
  }

  hostConnected() {
    this.#sizes = new ResizeObserver(() => this.#place());
    this.#watched = null;
  }

  hostDisconnected() {
    this.#sizes?.disconnect();
  }

  /** Before the new rows are drawn: what must not move? */
  hostUpdate() {
    if (!this.#atBottom && this.settled) this.#remember();
  }

  async hostUpdated() {
    const scroller = this.#scroller;
    if (!scroller) return;
    this.#watch(scroller);
    // Rows draw themselves a moment later, still ahead of the next paint; heights count only then.
    const rows = /** @type {any[]} */ ([...scroller.querySelectorAll('chat-message')]);
    await Promise.all(rows.map((row) => row.updateComplete));
    if (this.settled) this.#place();
    else this.#begin(scroller);
  }

  /** @param {boolean} [smoothly] */
  toBottom(smoothly = false) {
    this.#atBottom = true;
    const scroller = this.#scroller;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const far = scroller && scroller.scrollHeight - scroller.scrollTop > 3 * scroller.clientHeight;
    this.#gliding = smoothly && !still && !far;
    scroller?.scrollTo({ top: scroller.scrollHeight, behavior: this.#gliding ? 'smooth' : 'auto' });
    this.onMove(true);
  }

  scrolled() {
    const scroller = this.#scroller;
    if (!scroller || !this.settled) return;
    const atBottom = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;
    if (this.#gliding && !atBottom) return;
    this.#gliding = false;
    this.#remember();
    if (atBottom === this.#atBottom) return;
    this.#atBottom = atBottom;
    this.onMove(atBottom);
  }

  scrollEnded() {
    this.#gliding = false;
    this.scrolled();
  }

  /** The first time: at what is new, if anything is, or else at the bottom. @param {HTMLElement} scroller */
  #begin(scroller) {
    this.settled = true;
    const line = /** @type {HTMLElement | null} */ (scroller.querySelector('[data-row="new"]'));
    scroller.scrollTop = scroller.scrollHeight;
    if (line) {
      const wanted = line.offsetTop - scroller.clientHeight / 4;
      if (wanted < scroller.scrollTop) scroller.scrollTop = wanted;
    }
    this.#atBottom = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;
    this.onMove(this.#atBottom);
  }

  #remember() {
    const scroller = this.#scroller;
    if (!scroller) return;
    const edge = scroller.getBoundingClientRect().top;
    const rows = /** @type {NodeListOf<HTMLElement>} */ (scroller.querySelectorAll('chat-message'));
    let [low, high] = [0, rows.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rows[middle].getBoundingClientRect().bottom > edge) high = middle;
      else low = middle + 1;
    }
    if (rows[low]) {
      this.#anchor = { key: rows[low].dataset.row ?? '', offset: rows[low].getBoundingClientRect().bottom - edge };
    }
  }

  #place() {
    const scroller = this.#scroller;
    if (!scroller || !this.settled) return;
    if (this.#atBottom) {
      scroller.scrollTop = scroller.scrollHeight;
      return;
    }
    const row = this.#anchor && scroller.querySelector(`[data-row="${CSS.escape(this.#anchor.key)}"]`);
    if (!row || !this.#anchor) return;
    const offset = row.getBoundingClientRect().bottom - scroller.getBoundingClientRect().top;
    if (Math.abs(offset - this.#anchor.offset) >= 1) scroller.scrollTop += offset - this.#anchor.offset;
  }

  /** @param {HTMLElement} scroller */
  #watch(scroller) {
    if (scroller === this.#watched) return;
    this.#sizes?.disconnect();
    this.#sizes?.observe(scroller);
    if (scroller.firstElementChild) this.#sizes?.observe(scroller.firstElementChild);
    this.#watched = scroller;
  }
}
