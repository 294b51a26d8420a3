/** Up and down, Home and End move through the links of a list. @param {KeyboardEvent} event */
export function moveFocus(event) {
  const list = /** @type {HTMLElement} */ (event.currentTarget);
  const links = /** @type {HTMLElement[]} */ ([...list.querySelectorAll('a')]);
  const here = links.findIndex((link) => link.matches(':focus'));
  const target = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: links.length - 1 }[event.key];
  if (target === undefined || !links[target]) return;
  event.preventDefault();
  links[target].focus();
}
