// The page's place in the log: reads head lines, drops what is older, resumes where it was, answers heartbeats.
// It draws nothing by itself; htmx and its socket extension do.
// Loaded first; the other files use `Live` and `say`.
const say = (() => {
  // Every sentence of the scripts stands in <template id="live-words">, written by the server (templates/live_words.html).
  const words = document.getElementById("live-words")?.content;
  return (name, values = {}) => {
    const text = words?.querySelector(`[data-word="${name}"]`)?.textContent ?? "";
    return text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
  };
})();

const Live = (() => {
  const root = document.documentElement;
  const element = document.getElementById("live");
  const REPORT_EVERY = 1000;
  const self = {
    element,
    position: Number(root.dataset.position || 0),
    epoch: root.dataset.epoch || "",
    page: fresh(),
    connection: null,
    heard: performance.now(),
    tried: performance.now(),
    held: "",
    missed: 0,
    stopped: false,
    fresh,
    read,
    accepts,
    kept,
    take,
    address,
    isOpen: () => self.connection?.socket?.readyState === WebSocket.OPEN,
    tell,
  };
  let reported = -Infinity;
  let reporting = 0;

  function fresh() {
    // crypto.randomUUID is missing on plain http in a local network.
    return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  function read(text) {
    const end = text.indexOf("\n");
    const [first, second] = (end < 0 ? text : text.slice(0, end)).trim().split(" ");
    const html = end < 0 ? "" : text.slice(end + 1);
    if (first === "reload") return { reload: true };
    if (!/^\d+$/.test(first)) return null;
    const beat = second === "beat";
    return { position: Number(first), epoch: beat ? "" : second || "", beat, html };
  }

  // A head with an epoch redraws everything; without one, what is older than the page comes too late.
  function accepts(head) {
    return Boolean(head.epoch) || head.position >= self.position;
  }

  function take(head) {
    if (head.held || (self.held && self.missed)) return;
    self.position = head.position;
    if (head.epoch) self.epoch = head.epoch;
    root.dataset.position = self.position;
    root.dataset.epoch = self.epoch;
    tell("live:position");
    if (!document.hidden) report();
  }

  function address(path) {
    const url = new URL(path, location.href);
    url.searchParams.set("since", self.position);
    url.searchParams.set("epoch", self.epoch);
    url.searchParams.set("page", self.page);
    return url;
  }

  function tell(name, detail = {}) {
    document.dispatchEvent(new CustomEvent(name, { detail }));
  }

  // "Drawn, and seen or not", at most one a second, for a page may say twenty things in ten seconds.
  function report() {
    clearTimeout(reporting);
    const wait = reported + REPORT_EVERY - performance.now();
    if (wait > 0) reporting = setTimeout(answer, wait);
    else answer();
  }

  function answer() {
    if (!self.isOpen()) return;
    reported = performance.now();
    self.connection.socket.send(`${self.position} ${document.hidden ? "h" : "v"}`);
  }

  function incoming(event) {
    const message = event.detail.message;
    self.heard = performance.now();
    if (String(message.data).startsWith("text ")) {
      tell("live:text", { message: message.data });
      return event.preventDefault();
    }
    let head = read(String(message.data));
    if (head?.reload) self.anew();
    if (!head || head.reload || !accepts(head)) return event.preventDefault();
    if (self.held) head = kept(head);
    message.head = head;
    if (!head.html.trim()) {
      event.preventDefault();
      take(head);
    }
    if (head.beat) answer();
    message.data = head.html;
  }

  // Held are only the panels named by the button (data-hold): where one is and the clock never wait. The position
  // stays, so that what waited comes when updates go on.
  function kept(head) {
    const [now, later] = part(head.html);
    if (!later) return head;
    self.missed += 1;
    tell("live:missed");
    return { ...head, html: now, held: true };
  }

  function part(html) {
    const waiting = new Set(self.held.split(" ").map((name) => `#${name}`));
    const holder = document.createElement("template");
    holder.innerHTML = html;
    const all = [...holder.content.querySelectorAll("hx-partial")];
    const now = all.filter((one) => self.held !== "*" && !waiting.has(one.getAttribute("hx-target")));
    return [now.map((one) => one.outerHTML).join(""), all.length > now.length];
  }

  if (!element) return self;
  element.addEventListener("htmx:ws:before:connection", (event) => {
    self.connection = event.detail.connection;
    self.tried = performance.now();
    const url = address(root.dataset.live);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    self.connection.url = url.href;
    if (self.stopped) event.preventDefault();
  });
  element.addEventListener("htmx:ws:after:connection", () => {
    self.heard = performance.now();
    tell("live:connected");
  });
  element.addEventListener("htmx:ws:close", (event) => tell("live:closed", { code: event.detail.code }));
  element.addEventListener("htmx:ws:before:message:incoming", incoming);
  element.addEventListener("htmx:ws:after:message:incoming", (event) => take(event.detail.message.head));
  document.addEventListener("visibilitychange", () => document.hidden || report());
  return self;
})();
