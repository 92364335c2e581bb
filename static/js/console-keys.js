// Keys of the console: "?" lists them; a letter goes to a place and presses nothing. Never in a field, with a modifier or
// while a dialog is open; they can be switched off, and that is kept on this device.
(() => {
  const list = document.getElementById("keys");
  if (!list) return;
  const STORE = "console keys";
  const box = list.querySelector("[name=keys]");
  const off = () => localStorage.getItem(STORE) === "off";

  function listening(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false;
    if (event.target.closest?.("input, textarea, select, [contenteditable]")) return false;
    return !document.querySelector("dialog[open]");
  }

  // The first of these places that is on the page and shown, with what holds it opened.
  function go(selectors) {
    const place = selectors.map((one) => document.querySelector(one)).find((one) => one && !one.closest("[hidden]"));
    if (!place) return;
    for (let part = place.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
    if (place.matches("details")) place.open = true;
    const target = place.matches("details") ? place.querySelector("summary") : place;
    if (!target.matches("a[href], button, summary, input")) target.tabIndex = -1;
    target.focus();
    target.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("keydown", (event) => {
    if (!listening(event)) return;
    if (event.key === "?") {
      event.preventDefault();
      return list.showModal();
    }
    const letter = event.shiftKey ? "" : Letter.of(event);
    const line = letter && !off() && list.querySelector(`[data-letter="${letter}"]`);
    if (!line) return;
    event.preventDefault();
    go(line.dataset.goes.split("; "));
  });
  box.checked = !off();
  box.addEventListener("change", () => {
    if (box.checked) localStorage.removeItem(STORE);
    else localStorage.setItem(STORE, "off");
  });
  document.addEventListener("click", (event) => event.target.closest?.("[data-lists-keys]") && list.showModal());
})();
