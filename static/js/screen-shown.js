// What is read, pitched, voted on or gathered on the plenary screen is written as large as all of it fits (--shown), so that
// nobody in the hall has to scroll; below a size that nobody could read it does scroll, by keyboard too.
(() => {
  const LEAST = 0.45;
  const STEP = 0.05;
  const root = document.documentElement;
  const parts = () => [...document.querySelectorAll(".shown:not([hidden]), .screen-practice:not([hidden]) > div")];
  if (!document.querySelector(".screen .shown")) return;

  function fit() {
    root.style.removeProperty("--shown");
    const over = () => parts().some((part) => part.scrollHeight > part.clientHeight + 1 && getComputedStyle(part).overflowY === "auto");
    for (let size = 1 - STEP; over() && size >= LEAST; size -= STEP) root.style.setProperty("--shown", size.toFixed(2));
  }

  document.addEventListener("htmx:after:swap", fit);
  document.addEventListener("load", fit, true); // a photo takes its place from the words once it is there
  addEventListener("resize", fit);
  fit();
})();
