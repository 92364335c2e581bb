// What is said aloud: one polite sentence in five seconds, those that wait are merged; alerts only for what cannot wait.
const Announce = (() => {
  const PAUSE = 5000;
  const FADED = 30000;
  const fading = new Map();
  const waiting = [];
  const last = { polite: -Infinity };
  let timer = 0;
  const region = (name) => document.getElementById(name);

  function put(name, text) {
    const place = region(name);
    if (!place || !text) return;
    place.textContent = "";
    // A region says the same sentence again only if it was empty in between.
    requestAnimationFrame(() => write(place, text));
  }

  // What was true when it was said is not left for who reads the page later.
  function write(place, text) {
    place.textContent = text;
    clearTimeout(fading.get(place));
    fading.set(place, setTimeout(() => (place.textContent = ""), FADED));
  }

  function flush() {
    timer = 0;
    last.polite = performance.now();
    put("polite", waiting.splice(0).join(" "));
  }

  function polite(text) {
    if (!text || waiting.includes(text)) return;
    waiting.push(text);
    timer = timer || setTimeout(flush, Math.max(0, last.polite + PAUSE - performance.now()));
  }

  // What was asked for is said at once, and written for those who see.
  function answer(text) {
    put("polite", text);
    const place = document.querySelector("[data-answer]");
    if (place) write(place, text);
  }

  return { polite, alert: (text) => put("alert", text), answer };
})();
