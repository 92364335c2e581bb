// What is folded is fetched when it opens, and while it is open whenever the page moves on, at most once a second: pushes
// stay light for a console of a thousand people.
(() => {
  const WAIT = 1000;
  let last = -Infinity;
  let waiting = 0;

  async function fetched(folded) {
    const body = folded.querySelector(".fetched");
    await htmx.ajax("GET", folded.dataset.fetches, { source: folded, target: body, swap: "innerMorph" });
    if (folded.open && folded.matches(".menu")) body.scrollIntoView({ block: "nearest" });
  }

  function refresh() {
    last = performance.now();
    document.querySelectorAll("[data-fetches][open]").forEach(fetched);
  }

  document.addEventListener("toggle", ({ target }) => {
    if (target.matches("[data-fetches][open]")) fetched(target);
  }, true);
  document.addEventListener("live:position", () => {
    clearTimeout(waiting);
    waiting = setTimeout(refresh, Math.max(0, last + WAIT - performance.now()));
  });
})();
