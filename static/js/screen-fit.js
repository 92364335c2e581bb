// The plenary screen's rooms are written as large as all of them fit (data-fit), whatever their number and the window's size.
(() => {
  const LEAST = 11;
  const MOST = 80;
  const root = document.documentElement;
  if (!document.querySelector("[data-fit]")) return;

  const size = (pixels) => root.style.setProperty("--wall", `${pixels}px`);
  const fits = (part) => part.scrollHeight <= part.clientHeight + 1;

  function fit() {
    const part = document.querySelector("[data-fit]");
    root.style.removeProperty("--wall");
    if (!part || part.hidden || getComputedStyle(part).overflowY !== "hidden") return;
    let [small, large] = [LEAST, MOST];
    while (large - small > 0.5) {
      const middle = (small + large) / 2;
      size(middle);
      if (fits(part)) small = middle;
      else large = middle;
    }
    size(small);
  }

  document.addEventListener("htmx:after:swap", fit);
  window.addEventListener("resize", fit);
  fit();
})();
