// The room closes, or its writer was moved, in the middle of a word: who typed is told so, and stays where they wrote. What
// is typed from then on goes nowhere, and a space must not turn the page.
(() => {
  let typed = null;

  function end(section) {
    const place = section.isConnected ? section : document.getElementById("main");
    place.tabIndex = -1;
    place.focus({ preventScroll: true });
    Notice.show(say("writing-ended"), true);
  }

  document.addEventListener("htmx:before:swap", () => {
    const at = document.activeElement;
    typed = at?.matches("[data-field]") ? at.closest("[data-text]") : null;
  });
  document.addEventListener("htmx:after:swap", () => {
    if (typed && !(typed.isConnected && typed.querySelector("[data-field]"))) end(typed);
    typed = null;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === " " && event.target.matches?.("section.report:not([data-text])")) event.preventDefault();
  });
})();
