import { Problem } from './problem.js';

const TIMEOUT_MILLIS = 20_000;
const FILE_TIMEOUT_MILLIS = 1_800_000;

/**
 * @typedef {{body?: unknown, content?: Blob, token?: string, query?: Record<string, string | number | undefined | null>,
 *   signal?: AbortSignal, file?: boolean}} RequestOptions file: the answer is a Blob, which may take its time
 * @typedef {(method: string, path: string, options?: RequestOptions) => Promise<any>} Send
 */

/** What is sent is JSON, or else a file as it is. @param {RequestOptions} options */
const payload = ({ body, content }) => content ?? (body === undefined ? undefined : JSON.stringify(body));

/** Whether it can be the server's. What a proxy answers in its place may say 200 or 204 too. @param {string} method @param {unknown} answer */
const isAnswer = (method, answer) =>
  answer === undefined ? method !== 'GET' : typeof answer === 'object' && answer !== null;

/** @param {RequestOptions['query']} query */
function queryString(query) {
  const given = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null);
  return given.length === 0 ? '' : `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}

/**
 * Gives a function that sends one request under `base` and answers the parsed body (undefined for 202 and 204).
 * Fails with a Problem; with the signal's reason when the caller aborted.
 * @param {{base?: string, fetch?: typeof globalThis.fetch}} [parts]
 * @returns {Send}
 */
export function createSend({ base = '/api/v1', fetch = globalThis.fetch.bind(globalThis) } = {}) {
  return async (method, path, { body, content, token, query, signal, file = false } = {}) => {
    /** @type {Record<string, string>} */
    const headers = { accept: file ? '*/*' : 'application/json' };
    if (body !== undefined) headers['content-type'] = 'application/json';
    if (content) headers['content-type'] = content.type;
    if (token) headers.authorization = `Bearer ${token}`;
    // Over the answer's end: one that begins and never ends is none.
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), file ? FILE_TIMEOUT_MILLIS : TIMEOUT_MILLIS);
    try {
      const response = await fetch(base + path + queryString(query), {
        method,
        headers,
        body: payload({ body, content }),
        credentials: 'same-origin',
        cache: 'no-store',
        signal: signal ? AbortSignal.any([signal, deadline.signal]) : deadline.signal,
      });
      if (!response.ok) throw await Problem.from(response);
      if (file) return await response.blob();
      const answer = response.status === 202 || response.status === 204 ? undefined : await response.json();
      if (!isAnswer(method, answer)) throw Problem.unreachable(answer);
      return answer;
    } catch (failure) {
      if (failure instanceof Problem) throw failure;
      if (signal?.aborted) throw signal.reason;
      throw Problem.unreachable(failure);
    } finally {
      clearTimeout(timer);
    }
  };
}
