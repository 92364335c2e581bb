// A change of room cannot be missed: a sentence said aloud, a tone, a shake, the tab's title. It never takes the focus.
// The board's own place carries data-place (what it is), data-says (the sentence), data-title (the tab's title) and
// data-then (where one goes next, said politely when it becomes known).
(() => {
  const root = document.documentElement;
  const MARK = "● ";
  const place = () => document.querySelector("[data-place]");
  let known = place()?.dataset.place;
  let next = place()?.dataset.then;

  function title(text, marked) {
    document.title = (marked ? MARK : "") + text;
  }

  function look() {
    const here = place();
    if (!here) return;
    const changed = known !== undefined && here.dataset.place !== known;
    known = here.dataset.place;
    if (!changed && here.dataset.then && here.dataset.then !== next) Announce.polite(here.dataset.then);
    next = here.dataset.then;
    if (changed) tell(here);
    else if (here.dataset.title && !root.classList.contains("moved")) title(here.dataset.title, false);
  }

  function tell(here) {
    root.classList.add("moved");
    if (away(here.querySelector("h1") ?? here)) root.classList.add("unseen");
    Announce.alert(here.dataset.says || here.textContent.trim());
    Sound.play();
    // Browsers refuse (and log) a shake before the first touch.
    if (navigator.userActivation?.hasBeenActive ?? true) navigator.vibrate?.([200, 100, 200]);
    title(here.dataset.title || document.title, true);
  }

  const away = (card) => card.getBoundingClientRect().bottom <= 0;

  function noticed() {
    if (!root.classList.contains("moved") && !root.classList.contains("unseen")) return;
    root.classList.remove("moved", "unseen");
    title(document.title.replace(MARK, ""), false);
  }

  // Where the card was out of sight it comes over what is read. A finger on its button finds it there: it goes after the click.
  function pressed(event) {
    if (!event.target.closest(".now")) noticed();
  }

  // So does its clock: the last minute and its end are seen by those too who read or write further down.
  document.addEventListener("clock:told", ({ detail: clock }) => {
    if (clock.closest(".now") && away(clock)) root.classList.add("unseen");
  });
  document.addEventListener("htmx:after:swap", look);
  document.addEventListener("pointerdown", pressed, { passive: true });
  for (const kind of ["click", "keydown"]) document.addEventListener(kind, noticed, { passive: true });
})();
