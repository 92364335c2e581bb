// When a push takes away the button that had the focus, the focus stays near: on the nearest part that is still there.
(() => {
  const page = document.querySelector(".console");
  if (!page) return;
  let near = [];
  let had = null;

  page.addEventListener("focusin", (event) => {
    near = [];
    had = event.target;
    for (let at = event.target; at && at !== page; at = at.parentElement) if (at.id) near.push(at.id);
  });
  document.addEventListener("htmx:after:swap", () => {
    if (document.activeElement !== document.body || had?.isConnected) return;
    const part = near.map((id) => document.getElementById(id)).find((at) => at && !at.hidden);
    if (!part) return;
    if (part.tabIndex < 0) part.tabIndex = -1;
    part.focus({ preventScroll: true });
  });
})();
