// A push leaves the reader where they are: focus and caret are put back if a morph had to move what they stand in.
// (Opened <details> stay open by htmx's own setting, morphIgnore "open".)
(() => {
  let had = null;

  document.addEventListener("htmx:before:swap", () => {
    const active = document.activeElement;
    if (!active || active === document.body) return (had = null);
    had = { active, id: active.id, start: active.selectionStart, end: active.selectionEnd };
  });
  document.addEventListener("htmx:after:swap", () => {
    if (!had || (document.activeElement && document.activeElement !== document.body)) return;
    const again = had.active.isConnected ? had.active : had.id && document.getElementById(had.id);
    if (!again) return;
    again.focus({ preventScroll: true });
    if (had.start !== null && had.start !== undefined) again.setSelectionRange?.(had.start, had.end);
  });
})();
