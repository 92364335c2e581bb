// A long form on a phone, one step at a time (data-steps): next, back, or all of it; a link into it opens its step.
(() => {
  const whole = document.querySelector("[data-steps]");
  if (!whole) return;
  const steps = [...whole.querySelectorAll("[data-step]")];
  const which = whole.querySelector("[data-which]");
  const [before, after, all] = ["-1", "1", "all"].map((turn) => whole.querySelector(`[data-turn="${turn}"]`));
  let now = 0;

  function show(number, focus) {
    now = Math.min(Math.max(number, 0), steps.length - 1);
    steps.forEach((step, at) => step.classList.toggle("current", at === now));
    which.textContent = which.dataset.which.replace("{number}", now + 1).replace("{steps}", steps.length);
    before.disabled = now === 0;
    after.disabled = now === steps.length - 1;
    if (focus) steps[now].querySelector("textarea, select, input:not([type=hidden])")?.focus();
  }

  function fold(stepped) {
    whole.classList.toggle("stepped", stepped);
    all.setAttribute("aria-pressed", String(!stepped));
    for (const part of [before, after, which]) part.hidden = !stepped;
  }

  function open() {
    const step = location.hash && document.getElementById(location.hash.slice(1))?.closest("[data-step]");
    if (step) show(steps.indexOf(step), true);
  }

  before.addEventListener("click", () => show(now - 1, true));
  after.addEventListener("click", () => show(now + 1, true));
  all.addEventListener("click", () => fold(!whole.classList.contains("stepped")));
  addEventListener("hashchange", open);
  fold(true);
  show(0, false);
  open();
})();
