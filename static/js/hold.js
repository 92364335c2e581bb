// "Hold updates": lists stand still while somebody reads them; the button counts what waits. (WCAG 2.2.2)
(() => {
  const button = document.querySelector("[data-hold]");
  if (!button) return;

  function label() {
    button.setAttribute("aria-pressed", String(Live.held));
    button.textContent = Live.missed ? say("held-new", { n: Live.missed }) : say(Live.held ? "held" : "hold");
  }

  button.addEventListener("click", () => {
    Live.held = !Live.held;
    if (!Live.held) Live.tell("live:released");
    Live.missed = 0;
    label();
  });
  document.addEventListener("live:missed", label);
})();
