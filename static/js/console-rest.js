// The big button rests 1.5 s after its label changed, so that a press meant for the old step does not take the new one.
(() => {
  const REST = 1500;
  let known = null;
  let until = 0;

  const button = () => document.querySelector("[data-rest]");
  const resting = () => performance.now() < until;

  function look() {
    const now = button()?.dataset.rest ?? null;
    if (known !== null && now !== null && now !== known) rest();
    if (now !== null) known = now;
    if (resting()) button()?.setAttribute("aria-disabled", "true");
  }

  function rest() {
    until = performance.now() + REST;
    setTimeout(wake, REST);
  }

  // A second change while it rests makes it rest longer: it must not look awake before it is.
  function wake() {
    if (resting()) setTimeout(wake, until - performance.now());
    else button()?.removeAttribute("aria-disabled");
  }

  function stop(event) {
    const form = event.target.closest?.("form");
    if (resting() && form?.querySelector("[data-rest]")) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }

  document.addEventListener("click", stop, true);
  document.addEventListener("submit", stop, true);
  document.addEventListener("htmx:after:swap", look);
  look();
})();
