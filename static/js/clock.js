// The server's time on this device: measured at connect and after waking, with the clock's rate; a wrong device changes nothing.
// Countdowns, things that pass, and the reader's own zone. It never speaks; see time-left.js.
const Clock = (() => {
  const MINUTE = 60;
  const root = document.documentElement;
  const [drawn, rate] = (root.dataset.clock || `${Date.now() / 1000} 1`).split(" ").map(Number);
  const arrived = performance.getEntriesByType("navigation")[0]?.responseStart || performance.now();
  const self = { now, left, words, mode: remembered(), rate: rate || 1 };
  let known = { server: drawn, at: arrived, error: Infinity };

  // Seconds UTC on the service's clock.
  function now() {
    return known.server + ((performance.now() - known.at) / 1000) * self.rate;
  }

  async function measure() {
    if (!root.dataset.clockPath) return;
    const start = performance.now();
    const answer = await fetch(root.dataset.clockPath, { cache: "no-store" }).catch(() => null);
    if (!answer?.ok) return;
    const end = performance.now();
    const [server, speed] = (await answer.text()).split(" ").map(Number);
    if (!server) return;
    self.rate = speed || self.rate;
    known = { server, at: (start + end) / 2 };
    draw();
  }

  const instant = (text) => Date.parse(text) / 1000;

  function left(time) {
    return Math.max(0, Math.ceil(instant(time.dataset.ends) - now()));
  }

  // Latin digits everywhere, so that people in one room speak of the same numbers.
  function unit(amount, name, display) {
    const language = `${root.lang || "en"}-u-nu-latn`;
    return new Intl.NumberFormat(language, { style: "unit", unit: name, unitDisplay: display }).format(amount);
  }

  function words(seconds, display = "long") {
    return seconds < 60 ? unit(seconds, "second", display) : unit(Math.round(seconds / 60), "minute", display);
  }

  function face(seconds) {
    if (self.mode === "minutes") return unit(Math.ceil(seconds / 60), "minute", "short");
    const hours = Math.floor(seconds / 3600);
    const minutes = Math.floor((seconds % 3600) / 60);
    const rest = String(seconds % 60).padStart(2, "0");
    return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
  }

  function write(place, text) {
    if (place.textContent !== text) place.textContent = text;
  }

  function draw() {
    for (const time of document.querySelectorAll("[data-ends]")) {
      write(time, face(left(time)));
      time.classList.toggle("last-minute", left(time) <= MINUTE);
      time.classList.toggle("time-up", left(time) === 0);
    }
    for (const part of document.querySelectorAll("[data-until]")) part.hidden = instant(part.dataset.until) <= now();
    document.querySelectorAll("time[data-local], [data-local] time, time[data-offset]:not([data-shared] *)").forEach(own);
  }

  // The reader's own clock (never on a wall that many read, data-shared), where it differs from the one that is written: with the day if it is another one, and the offset.
  function own(time) {
    const when = new Date(time.dateTime);
    const offset = -when.getTimezoneOffset();
    const options = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
    const here = new Intl.DateTimeFormat("en-GB", options).format(when);
    const known = time.dataset.offset;
    const same = known === undefined ? here === (time.firstChild?.textContent ?? "").trim() : Number(known) === offset;
    let mark = time.querySelector(".own-time");
    if (same || !say("own")) return mark?.remove();
    if (!mark) {
      mark = document.createElement("bdi");
      mark.className = "own-time";
      mark.dir = root.dir; // the words decide, not the digits and "UTC" among them
      time.append(" ", mark);
    }
    const clock = known === undefined ? here : `${here} ${zone(offset)}`;
    write(mark, say("own", { time: (known === undefined ? "" : day(when, Number(known))) + isolated(clock) }));
  }

  // Digits and zone stay in their order among Arabic words.
  const isolated = (text) => `\u2066${text}\u2069`;

  function zone(minutes) {
    const rest = Math.abs(minutes) % 60;
    const hours = Math.trunc(minutes / 60);
    return `UTC${minutes ? (minutes > 0 ? "+" : "-") + Math.abs(hours) : ""}${rest ? ":" + String(rest).padStart(2, "0") : ""}`;
  }

  function day(when, offset) {
    const there = new Date(when.getTime() + offset * 60000).getUTCDay();
    if (there === when.getDay()) return "";
    return new Intl.DateTimeFormat(root.lang || "en", { weekday: "long" }).format(when) + " ";
  }

  // "Show minutes only" and "hide the clock": WCAG 2.2.2, kept on this device.
  function remembered() {
    try {
      return localStorage.getItem("clock") || "seconds";
    } catch {
      return "seconds";
    }
  }

  function choose(mode) {
    self.mode = root.dataset.clockMode = mode;
    try {
      localStorage.setItem("clock", mode);
    } catch {
      // A browser that keeps nothing still changes the page.
    }
    document.querySelectorAll("[data-clock]").forEach((button) => {
      if (button !== root) button.setAttribute("aria-pressed", String(button.dataset.clock === mode));
    });
    draw();
  }

  function tick() {
    draw();
    setTimeout(tick, Math.min(1000, Math.max(50, 1000 / self.rate)));
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[data-clock]");
    if (button) choose(button.dataset.clock);
  });
  document.addEventListener("htmx:after:swap", draw);
  document.addEventListener("live:connected", measure);
  document.addEventListener("live:woken", measure);
  choose(self.mode);
  tick();
  return self;
})();
