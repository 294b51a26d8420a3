/**
 * @typedef {{field: string, rule: string, message: string}} FieldError
 * @typedef {{type: string, title: string, status: number, detail?: string, requestId?: string,
 *   retryAfterMillis?: number, errors?: FieldError[]}} ProblemDocument
 */

/** An expected failure, as the server describes it (RFC 9457). Status 0: the server was not reached. */
export class Problem extends Error {
  /** @param {ProblemDocument} document @param {unknown} [cause] */
  constructor(document, cause) {
    super(document.detail ?? document.title, { cause });
    this.name = 'Problem';
    this.type = document.type;
    this.title = document.title;
    this.status = document.status;
    this.requestId = document.requestId;
    this.retryAfterMillis = document.retryAfterMillis;
    /** @type {FieldError[]} */
    this.errors = document.errors ?? [];
  }

  /** The last part of the type, such as `throttled`. */
  get kind() {
    return this.type.slice(this.type.lastIndexOf('/') + 1);
  }

  /** Whether the same request may well succeed a little later. */
  get transient() {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }

  /** @param {unknown} [cause] */
  static unreachable(cause) {
    return new Problem({ type: 'client/unreachable', title: 'The server was not reached', status: 0 }, cause);
  }

  /** Whatever was thrown, as a problem; a fault of this program keeps its stack as the cause.
   * @param {unknown} failure */
  static of(failure) {
    if (failure instanceof Problem) return failure;
    console.error(failure);
    return new Problem({ type: 'client/internal', title: 'Something went wrong here', status: -1 }, failure);
  }

  /** Reads an unsuccessful response. Proxies answer pages of their own: only the status counts then.
   * @param {Response} response */
  static async from(response) {
    const seconds = Number(response.headers.get('retry-after'));
    const fallback = {
      type: `client/status-${response.status}`,
      title: response.statusText || `Status ${response.status}`,
      status: response.status,
      retryAfterMillis: seconds > 0 ? seconds * 1000 : undefined,
    };
    if (!(response.headers.get('content-type') ?? '').includes('json')) return new Problem(fallback);
    try {
      return new Problem({ ...fallback, .../** @type {ProblemDocument} */ (await response.json()) });
    } catch (failure) {
      return new Problem(fallback, failure);
    }
  }
}
