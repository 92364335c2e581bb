// The line under a shared text: how what was typed here stands, how many words there are, and who writes where.
const WritingLine = (() => {
  const FULL = "too-much-text"; // what the server takes no more of
  const SOON = 1500;
  const me = document.documentElement.dataset.me;
  const apart = (words) => `\u2068${words}\u2069`;

  const clock = (at) =>
    new Date(at * 1000).toLocaleTimeString(document.documentElement.lang, {
      hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23", numberingSystem: "latn",
    });

  // Nothing is said to be kept before it is on a disk, and nothing to be unsent that is on its way.
  function standing(text) {
    const n = text.unsent.length;
    if (n && text.broken === FULL) return [say("text-full"), true];
    if (!n && text.behind) return [say("unsent-here", { n: 1 }), true];
    if (!n) return [text.saved ? say("saved", { time: clock(text.saved) }) : "", false];
    const stored = text.unsent.every((row) => row.key !== undefined || row.lost);
    const wait = SOON - (Date.now() - text.unsent[0].at);
    if (!stored || (Live.isOpen() && wait > 0 && wait <= SOON)) {
      clearTimeout(text.later);
      text.later = setTimeout(() => show(text), SOON);
      return [say("saving"), false];
    }
    const lost = text.unsent.some((row) => row.lost);
    return [say(lost ? "unsent-here" : n === 1 ? "unsent-change" : "unsent-changes", { n }), true];
  }

  function show(text) {
    const line = text.section.querySelector("[data-line]");
    if (line) {
      const [said, warns] = standing(text);
      line.textContent = said;
      line.classList.toggle("warn", warns);
      const remove = text.section.querySelector("[data-remove]");
      if (remove) remove.hidden = !warns || !text.unsent.length;
      if (warns !== text.warned) Announce.polite(said);
      text.warned = warns;
    }
    stuck(text);
    count(text);
  }

  // What follows something that nobody has any more can be put in no text: its writer may still copy it.
  function stuck(text) {
    const place = text.section.querySelector("[data-stuck]");
    if (!place) return;
    const words = text.unsent.map((row) => (row.stuck && row.come) || "").join("").trim();
    place.hidden = !words;
    place.textContent = words ? say("stuck-words", { words: apart(words) }) : "";
  }

  function count(text) {
    const place = text.section.querySelector("[data-words]");
    if (!place) return;
    const words = [...text.fields.values()].flatMap(({ element }) => element.value.split(/\s+/).filter(Boolean)).length;
    const [many, speed] = place.dataset.words.split(" ").map(Number);
    place.textContent = say("words-aloud", { n: words, seconds: Math.round((words * 180) / speed) });
    place.classList.toggle("warn", words > many);
  }

  function writers(section, found) {
    for (const place of section.querySelectorAll("[data-writers]")) {
      const names = found.filter((one) => one.who !== me && one.at === place.dataset.writers).map((one) => apart(one.name));
      place.textContent = names.length ? say("writes-here", { name: names.join(say("comma")) }) : "";
    }
  }

  return { FULL, show, count, writers };
})();
