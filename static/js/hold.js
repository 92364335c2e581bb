// "Hold updates": lists stand still while somebody reads them; the button counts what waits. (WCAG 2.2.2)
// data-hold names the panels that are held (none named: all); on the board a change of place is never held.
(() => {
  const button = document.querySelector("[data-hold]");
  if (!button) return;

  function label() {
    button.setAttribute("aria-pressed", String(Boolean(Live.held)));
    button.textContent = Live.missed ? say("held-new", { n: Live.missed }) : say(Live.held ? "held" : "hold");
  }

  button.addEventListener("click", () => {
    Live.held = Live.held ? "" : button.dataset.hold || "*";
    Live.missed = 0;
    if (!Live.held) Live.tell("live:released");
    label();
  });
  document.addEventListener("live:missed", label);
})();
