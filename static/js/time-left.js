// The clock speaks at half-time, 5:00, 1:00, the end and when time is added; and answers "how long left?" when asked.
// It listens to one clock: a speaker's, else the one marked data-announce, or the console's large one. data-half: the instant of half-time.
// data-quiet: it counts what comes before the talk (a way to a table, a recap) and answers only when asked.
(() => {
  const LATE = 30;
  const MARKS = [300, 60, 0];
  let heard = "";
  let ends = "";
  let before = null;

  const mine = () =>
    document.querySelector(".speaker [data-announce]") ?? document.querySelector("[data-ends][data-announce], [data-ends].large");
  const grace = (clock) => clock.classList.contains("grace");

  function half(clock) {
    return clock.dataset.half ? (Date.parse(clock.dataset.ends) - Date.parse(clock.dataset.half)) / 1000 : null;
  }

  function speak(mark, clock) {
    if (mark <= 60) document.dispatchEvent(new CustomEvent("clock:told", { detail: clock }));
    if (mark === 60) Announce.alert(say("minute"));
    else if (mark === 0) Announce.polite(say("over"));
    else if (mark === half(clock)) Announce.polite(say("half", { time: Clock.words(mark) }));
    else Announce.polite(say("left", { time: Clock.words(mark) }));
  }

  function listen() {
    const clock = mine();
    if (!clock) {
      before = null;
      return;
    }
    const owner = clock.closest("[id]").id + (clock.dataset.announce ?? "");
    if (owner !== heard) before = null;
    heard = owner;
    const left = Date.parse(clock.dataset.ends) / 1000 - Clock.now();
    const quiet = "quiet" in clock.dataset;
    const changed = ends && before !== null && ends !== clock.dataset.ends;
    const added = (Date.parse(clock.dataset.ends) - Date.parse(ends)) / 1000;
    if (changed && !quiet && !grace(clock) && added > 5) Announce.polite(say("more", { time: Clock.words(left) }));
    if (!changed && !quiet && before !== null && !grace(clock)) {
      // A mark that was slept through is not told late.
      const crossed = [half(clock), ...MARKS].filter((mark) => mark !== null && before > mark && left <= mark);
      const mark = crossed.find((one) => left > one - LATE);
      if (mark !== undefined) speak(mark, clock);
    }
    ends = clock.dataset.ends;
    before = left;
  }

  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-how-long]")) return;
    const clock = mine() ?? document.querySelector("[data-ends]");
    Announce.answer(clock ? say("left", { time: Clock.words(Clock.left(clock)) }) : say("no-clock"));
  });
  document.addEventListener("htmx:after:swap", listen);
  setInterval(listen, 1000);
  listen();
})();
