/** Redraws its host each second until a moment has come. */
export class Ticking {
  /** @type {ReturnType<typeof setInterval> | undefined} */ #timer;

  /** @param {import('lit').ReactiveControllerHost} host @param {() => number | undefined} until in milliseconds since 1970 */
  constructor(host, until) {
    this.host = host;
    this.until = until;
    host.addController(this);
  }

  /** Whole seconds that are left, 0 when it is past. */
  get seconds() {
    return Math.max(0, Math.ceil(((this.until() ?? 0) - Date.now()) / 1000));
  }

  hostUpdated() {
    if (this.seconds > 0) this.#timer ??= setInterval(() => this.host.requestUpdate(), 1000);
    else this.#stop();
  }

  hostDisconnected() {
    this.#stop();
  }

  hostConnected() {
    this.host.requestUpdate();
  }

  #stop() {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
