// The notice stays until it is closed or something was done; when it goes, the focus goes back to where it came from.
const Notice = (() => {
  const notice = document.getElementById("notice");
  let before = null;

  // `done`: something went well, and is no alarm.
  function show(words, done = false) {
    if (!notice) return;
    const inside = notice.contains(document.activeElement);
    const said = document.createElement("p");
    said.className = done ? "done" : "";
    said.textContent = words;
    notice.replaceChildren(...(words ? [said] : []));
    if (inside) (before?.isConnected ? before : document.getElementById("main"))?.focus({ preventScroll: true });
  }

  document.addEventListener("focusin", (event) => {
    if (!notice?.contains(event.target)) before = event.target;
  });
  // A question ("Do it anyway?") stands far from what was pressed: the focus goes to it, on no button yet.
  document.addEventListener("htmx:after:swap", () => {
    const asked = notice?.querySelector("form:not([data-met])");
    if (!asked) return;
    asked.dataset.met = "";
    notice.tabIndex = -1;
    notice.focus({ preventScroll: true });
  });
  document.addEventListener("click", (event) => event.target.closest?.("[data-dismiss]") && show(""));
  document.addEventListener("keydown", (event) => event.key === "Escape" && notice?.hasChildNodes() && show(""));
  return { show };
})();
