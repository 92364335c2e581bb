// What is read, voted on or gathered on the plenary screen is written as large as all of it fits (--shown), so that
// nobody in the hall has to scroll; below a size that nobody could read it does scroll, by keyboard too.
(() => {
  const LEAST = 0.45;
  const STEP = 0.05;
  const root = document.documentElement;
  if (!document.querySelector(".screen .shown")) return;

  function fit() {
    root.style.removeProperty("--shown");
    const parts = [...document.querySelectorAll(".shown:not([hidden])")];
    const over = () => parts.some((part) => part.scrollHeight > part.clientHeight + 1 && getComputedStyle(part).overflowY === "auto");
    for (let size = 1 - STEP; over() && size >= LEAST; size -= STEP) root.style.setProperty("--shown", size.toFixed(2));
  }

  document.addEventListener("htmx:after:swap", fit);
  addEventListener("resize", fit);
  fit();
})();
