/** A listener that is given an event's detail alone. @param {(detail: any) => void} listen */
export const detail = (listen) => (/** @type {CustomEvent} */ event) => listen(event.detail);
