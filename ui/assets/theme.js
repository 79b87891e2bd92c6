// Runs before the first paint, so that a chosen colour scheme does not flash.
(() => {
  try {
    const theme = JSON.parse(localStorage.getItem("ecfmg-assistant.theme") ?? '"auto"');
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch {
    // Storage may be switched off; the system's scheme is used then.
  }
})();
