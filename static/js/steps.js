// A long form on a phone, one step at a time (data-steps): next, back, or all of it; a link into it opens its step.
// With data-steps="narrow" a wide window shows all of it at first. data-turn="empty" goes to the next empty field.
(() => {
  const WIDE = matchMedia("(min-width: 48em)");
  const known = new Map();

  function begin(whole) {
    const state = { now: 0, stepped: !(whole.dataset.steps === "narrow" && WIDE.matches) };
    known.set(whole.id || "steps", state);
    return state;
  }

  const parts = (whole) => [...whole.querySelectorAll("[data-step]")];
  const turn = (whole, which) => whole.querySelector(`[data-turn="${which}"]`);

  function show(whole, number, focus) {
    const state = known.get(whole.id || "steps") ?? begin(whole);
    const steps = parts(whole);
    const which = whole.querySelector("[data-which]");
    state.now = Math.min(Math.max(number, 0), steps.length - 1);
    steps.forEach((step, at) => step.classList.toggle("current", at === state.now));
    which.textContent = which.dataset.which.replace("{number}", state.now + 1).replace("{steps}", steps.length);
    turn(whole, "-1").disabled = state.now === 0;
    turn(whole, "1").disabled = state.now === steps.length - 1;
    whole.classList.toggle("stepped", state.stepped);
    turn(whole, "all").setAttribute("aria-pressed", String(!state.stepped));
    for (const part of [turn(whole, "-1"), turn(whole, "1"), which]) part.hidden = !state.stepped;
    if (focus) steps[state.now].querySelector("textarea, select, input:not([type=hidden])")?.focus();
  }

  // The next field that is still empty: after the one that was written in last, else the first.
  let left = null;
  function toEmpty(whole) {
    const fields = [...whole.querySelectorAll("textarea")];
    const empty = fields.filter((field) => !field.value && field !== left);
    (empty.find((field) => fields.indexOf(field) > fields.indexOf(left)) ?? empty[0])?.focus();
  }

  // A push may have drawn the form anew: it stays at its step.
  function again() {
    for (const whole of document.querySelectorAll("[data-steps]")) show(whole, known.get(whole.id || "steps")?.now ?? 0);
  }

  function open() {
    const step = location.hash && document.getElementById(location.hash.slice(1))?.closest("[data-step]");
    const whole = step && step.closest("[data-steps]");
    if (whole) show(whole, parts(whole).indexOf(step), true);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-steps] [data-turn]");
    if (!button) return;
    const whole = button.closest("[data-steps]");
    if (button.dataset.turn === "empty") return toEmpty(whole);
    const state = known.get(whole.id || "steps");
    if (button.dataset.turn === "all") state.stepped = !state.stepped;
    show(whole, state.now + (Number(button.dataset.turn) || 0), button.dataset.turn !== "all");
  });
  document.addEventListener("focusin", (event) => event.target.matches("[data-steps] textarea") && (left = event.target));
  // The field is left by the press itself, not before it: else the button would move from under the finger.
  document.addEventListener("mousedown", (event) => event.target.closest?.('[data-turn="empty"]') && event.preventDefault());
  document.addEventListener("htmx:after:swap", again);
  addEventListener("hashchange", open);
  again();
  open();
})();
