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

  /** Whether the server itself says this. A proxy on the way answers pages and documents of its own. */
  get ours() {
    return this.type.startsWith('/problems/');
  }

  /** Whether the same request may well succeed a little later. What a proxy says of a request is no word of the server. */
  get transient() {
    const { status } = this;
    return status === 0 || status === 408 || status === 429 || status >= 500 || (status > 0 && !this.ours);
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

  /** As the server says it when the browser's cookie is of another account than the page. */
  static anotherAccount() {
    return new Problem({ type: '/problems/another-account', title: 'Another account is signed in', status: 409 });
  }

  /** The page was left to another account, or to none, while something was asked in the name of the one before. */
  static left() {
    return new Problem({ type: 'client/left', title: 'This page belongs to another account now', status: -1 });
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
    const isDocument = /^application\/problem\+json\b/i.test(response.headers.get('content-type') ?? '');
    if (!isDocument) return new Problem(fallback);
    try {
      const document = /** @type {ProblemDocument | null} */ (await response.json());
      const known = typeof document?.type === 'string';
      return new Problem(known ? { ...fallback, ...document, status: response.status } : fallback);
    } catch (failure) {
      return new Problem(fallback, failure);
    }
  }
}
