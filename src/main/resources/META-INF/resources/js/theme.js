// Sets the colours before the first paint; a classic script, so that it runs at once.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem('stillwater-theme');
  } catch {
    // Storage may be forbidden: the system's choice serves.
  }
  const dark = chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
