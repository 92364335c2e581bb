// When a push takes away or hides the button that had the focus, the focus stays near: on the next row of its list, else
// on the nearest part that is still there. (A push leaves `tabindex` alone, by htmx's own setting.)
(() => {
  const page = document.querySelector(".console, .list-page");
  if (!page) return;
  let near = [];
  let had = null;

  function later(row) {
    const rows = [...row.parentElement.closest("[id]").querySelectorAll("li[id]")];
    return rows.slice(rows.indexOf(row) + 1).map((one) => one.id);
  }

  page.addEventListener("focusin", (event) => {
    near = [];
    had = event.target;
    for (let at = event.target; at && at !== page; at = at.parentElement) {
      if (at.id) near.push(at.id);
      if (at.id && at.matches("li")) near.push(...later(at));
    }
    near.push("step", "main");
  });
  const shown = (part) => part?.getClientRects().length > 0;

  function look() {
    const at = document.activeElement;
    if ((at !== document.body && shown(at)) || shown(had)) return;
    const part = near.map((id) => document.getElementById(id)).find(shown);
    if (!part) return;
    if (part.tabIndex < 0) part.tabIndex = -1;
    part.focus({ preventScroll: true });
  }

  // What is hidden loses the focus only a moment after the push, or when its time is over.
  for (const kind of ["htmx:after:swap", "focusout"]) document.addEventListener(kind, () => setTimeout(look, 50));
})();
