// What is announced while somebody reads further down comes over what they read until they say that they have read it.
// heard.js says it aloud, once; here is only what is seen. The focus and the field that is typed in are left alone.
(() => {
  const root = document.documentElement;
  const news = () => document.getElementById("news");
  const stamp = () => Number(news()?.dataset.news ?? 0);
  // Its own place: where it stands the board begins.
  const above = () => (news()?.parentElement.getBoundingClientRect().top ?? 0) < -40;
  let known = stamp();

  function look() {
    const newest = stamp();
    if (!newest) return read();
    if (newest <= known) return;
    known = newest;
    if (!above()) return;
    root.classList.add("untold");
    uncover();
  }

  // What has the focus is moved out from under it, a field with its label. (Scroll padding would take its own button away.)
  function uncover() {
    const active = document.activeElement;
    if (!root.classList.contains("untold") || active === document.body || news().contains(active)) return;
    const [over, under] = [news(), active.closest("label") ?? active].map((part) => part.getBoundingClientRect());
    if (under.top < over.bottom && under.bottom > over.top) scrollBy(0, under.top - over.bottom - 8);
  }

  function read() {
    if (!root.classList.contains("untold")) return;
    const inside = news().contains(document.activeElement);
    root.classList.remove("untold");
    if (inside) document.getElementById("main").focus({ preventScroll: true });
  }

  document.addEventListener("htmx:after:swap", look);
  for (const kind of ["focusin", "input"]) document.addEventListener(kind, uncover, { passive: true });
  document.addEventListener("click", (event) => event.target.closest?.("[data-read]") && read());
  document.addEventListener("keydown", (event) => event.key === "Escape" && read());
  document.addEventListener("scroll", () => above() || read(), { passive: true });
  // A finger on the button does not take the caret out of a field.
  document.addEventListener("mousedown", (event) => event.target.closest?.("[data-read]") && event.preventDefault());
})();
