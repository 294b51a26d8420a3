import { Problem } from '../lib/problem.js';

/** Something that a form asks for: under way or not, and what came of it. For a host that redraws with it. */
export class Attempt {
  busy = false;
  /** @type {Problem | undefined} */ problem;

  /** @param {import('lit').ReactiveControllerHost} host */
  constructor(host) {
    this.host = host;
    host.addController(this);
  }

  hostConnected() {}

  /** True when it succeeded. @param {() => Promise<void>} work */
  async run(work) {
    this.busy = true;
    this.problem = undefined;
    this.host.requestUpdate();
    try {
      await work();
      return true;
    } catch (failure) {
      this.problem = Problem.of(failure);
      return false;
    } finally {
      this.busy = false;
      this.host.requestUpdate();
    }
  }

  reset() {
    this.problem = undefined;
    this.host.requestUpdate();
  }
}
