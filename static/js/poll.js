// Without a socket: after five seconds the page asks every ten, by the same messages; and it catches up after its own acts.
// The line that says so is `#connection`; the page's state is on <html data-connection>.
(() => {
  const PATIENCE = 5000;
  const EVERY = 10000;
  const SHORT = 2000;
  const GIVE_UP = 8000;
  const STAY_AWAY = [401, 403, 404, 410];
  const root = document.documentElement;
  const line = document.getElementById("connection");
  if (!Live.element) return;
  let polling = 0;
  let patience = 0;
  let soon = 0;

  function state(name, word = "") {
    const before = root.dataset.connection;
    root.dataset.connection = name;
    line.textContent = word && say(word);
    line.hidden = !word;
    if (before === name) return;
    if (name === "lost") Announce.alert(say("lost"));
    if (name === "slow") Announce.polite(say("slow"));
    if (name === "live" && before === "lost") Announce.polite(say("back"));
  }

  function live() {
    [polling, patience, soon].forEach(clearTimeout);
    polling = patience = soon = 0;
    state("live");
  }

  function closed(event) {
    const code = event.detail.code;
    if (code >= 4000) return stop(code);
    if (patience || polling || Live.stopped) return;
    patience = setTimeout(poll, PATIENCE);
    soon = setTimeout(() => state("waiting", "reconnecting"), SHORT);
  }

  function stop(code) {
    [polling, patience, soon].forEach(clearTimeout);
    Live.stopped = true;
    state("ended", code === 4002 ? "replaced" : "ended");
    Announce.alert(line.textContent);
  }

  async function poll() {
    if (Live.stopped || Live.isOpen()) return;
    polling = setTimeout(poll, EVERY);
    const reached = await catchUp();
    if (Live.stopped || Live.isOpen()) return;
    if (reached) state("slow", "slow");
    else state("lost", "reconnecting");
    if (!Live.element._htmx?.ws?.connection) Waking.reopen();
  }

  async function catchUp() {
    const url = Live.address(root.dataset.panels);
    url.searchParams.set("visible", document.hidden ? "h" : "v");
    const stopper = new AbortController();
    const timer = setTimeout(() => stopper.abort(), GIVE_UP);
    try {
      const answer = await fetch(url, { cache: "no-store", headers: { "HX-Request": "true" }, signal: stopper.signal });
      if (STAY_AWAY.includes(answer.status)) stop(answer.status);
      if (!answer.ok) return false;
      await apply(await answer.text());
      return true;
    } catch {
      return false;
    } finally {
      clearTimeout(timer);
    }
  }

  async function apply(text) {
    let head = Live.read(text);
    if (head?.reload) Live.anew();
    if (!head || head.reload || !Live.accepts(head) || !window.htmx) return;
    if (Live.held) head = Live.kept(head);
    const element = Live.element;
    if (head.html.trim()) await htmx.swap({ sourceElement: element, target: element, swap: "none", text: head.html });
    Live.take(head);
  }

  // The answer to one's own command says which position shows it.
  function acted(event) {
    const { response, sent } = event.detail.ctx;
    const wanted = Number(response?.headers.get("X-Position") || 0);
    const epoch = response?.headers.get("X-Epoch") || Live.epoch;
    if (!wanted || response.status >= 400) return;
    const trip = performance.now() - (sent ?? performance.now());
    setTimeout(() => {
      if (Live.position >= wanted && Live.epoch === epoch) return;
      catchUp();
      if (Waking.missing()) Waking.reopen();
    }, Math.max(1000, 3 * trip));
  }

  document.addEventListener("live:connected", live);
  document.addEventListener("live:closed", closed);
  document.addEventListener("live:released", catchUp);
  document.addEventListener("live:woken", () => Live.isOpen() || !polling || catchUp());
  document.addEventListener("htmx:before:request", (event) => (event.detail.ctx.sent = performance.now()));
  document.addEventListener("htmx:after:request", acted);
  patience = setTimeout(poll, PATIENCE);
})();
