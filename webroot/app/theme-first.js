// Runs before the first paint, so that a chosen theme does not flash the other one. The rest is in app/theme.js.
(() => {
  try {
    const chosen = JSON.parse(localStorage.getItem('gumzo.theme') ?? 'null');
    if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
  } catch {
    // Storage is refused, or holds something else: the system's theme it is.
  }
})();
