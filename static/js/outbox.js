// Notes wait on this device until the server has them on its disk: sent once, by an id of their own, however often tried.
// A note belongs where it was begun, also if its writer was moved or the network was away meanwhile.
(() => {
  const AGAIN = 5000;
  const SOON = 400; // most are taken sooner: what waits is shown when it still does, so that nothing jumps at each note
  const form = document.querySelector("form[data-outbox]");
  if (!form) return;
  const root = document.documentElement;
  const field = form.elements.text;
  const list = document.getElementById("outbox");
  const key = `notes ${form.getAttribute("action")} ${root.dataset.me}`;
  const drafts = `draft ${key} `;
  const draft = `${drafts}${Live.page}`; // two tabs write two notes
  const ALIVE = 500;
  const KEPT = [401, 408, 425, 429];
  let sending = false;
  let later = 0;

  const load = (name, empty) => {
    try {
      return JSON.parse(localStorage.getItem(name)) ?? empty;
    } catch {
      return empty;
    }
  };

  function store(name, value) {
    try {
      if (value) localStorage.setItem(name, JSON.stringify(value));
      else localStorage.removeItem(name);
      return true;
    } catch {
      return false; // no storage here: what is typed is sent at once, or not at all
    }
  }

  // Where notes are written now: on a board its room's; on the page of notes one's own room's, for the team the plenary's.
  function place() {
    const page = document.querySelector(".of-rooms .sheet[data-writing], .sheet[data-writing][data-room='0']");
    const named = document.getElementById("notes")?.dataset.place || page?.dataset.writing || "";
    const [block = 0, part = 1, room = 0] = named.split("-").map(Number);
    return { block, part, room };
  }

  function show() {
    const waiting = load(key, []);
    list.hidden = !waiting.length;
    list.replaceChildren(
      ...waiting.map((note) => {
        const line = document.createElement("li");
        const words = document.createElement("p");
        words.dir = "auto";
        words.textContent = note.text;
        const away = document.createElement("button");
        away.className = "small";
        away.textContent = say("remove");
        away.addEventListener("click", () => confirm(say("remove-changes", { n: 1 })) && drop(note.once));
        line.append(words, say("unsent"), " ", away);
        return line;
      }),
    );
  }

  function drop(once) {
    const left = load(key, []).filter((note) => note.once !== once);
    store(key, left.length && left);
    if (!list.hidden) show();
  }

  async function send() {
    if (sending) return;
    sending = true;
    clearTimeout(later);
    later = 0;
    for (let note = load(key, [])[0]; note; note = load(key, [])[0]) if (!(await sent(note))) break;
    sending = false;
    if (load(key, []).length) later = setTimeout(send, AGAIN);
  }

  // Whether the next may go: this one is with the server, or was refused and is back in its writer's hands.
  async function sent(note) {
    const began = performance.now();
    let answer;
    try {
      const headers = { "HX-Request": "true" };
      answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(note), headers });
    } catch {
      return false;
    }
    if (answer.status >= 500 || KEPT.includes(answer.status)) {
      if (answer.status < 500) await told(answer);
      return false;
    }
    drop(note.once);
    if (answer.ok) Live.tell("htmx:after:request", { ctx: { request: {}, response: answer, sent: began } });
    else await back(note, answer);
    return true;
  }

  async function told(answer) {
    const text = await answer.text();
    const target = Live.element;
    if (text.includes("hx-partial") && window.htmx) await htmx.swap({ sourceElement: target, target, swap: "none", text });
  }

  // It still belongs where it was begun, unless its writer may not write there.
  async function back(note, answer) {
    const { block, part, room } = answer.status === 422 ? note : place();
    const begun = load(draft, null)?.place ?? { block, part, room };
    field.value = [note.text, field.value].filter(Boolean).join("\n");
    store(draft, { ...said(), place: begun });
    await told(answer);
  }

  // What the form says of the note, by field.
  function said() {
    const fields = Object.fromEntries(new FormData(form));
    delete fields.once;
    return fields;
  }

  function keep() {
    if (!field.value) return store(draft, null);
    const begun = load(draft, null)?.place;
    return store(draft, { ...said(), place: begun ?? place() });
  }

  document.addEventListener(
    "submit",
    (event) => {
      if (event.target !== form) return;
      const text = field.value.trim();
      const begun = load(draft, null)?.place ?? place();
      const note = { ...said(), text, ...begun, once: Live.fresh() };
      if (!text || !store(key, [...load(key, []), note])) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      field.value = "";
      for (const name of ["speaker", "attribution"]) form.elements[name].selectedIndex = 0; // each note says it anew
      store(draft, null);
      Notice.show("");
      setTimeout(show, SOON);
      send();
    },
    true,
  );
  field.addEventListener("input", keep);
  form.addEventListener("change", keep);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  for (const name of ["live:connected", "live:woken"]) document.addEventListener(name, send);
  window.addEventListener("online", send);

  // What was begun in a tab that is gone is gone on with here; a tab that is still there says so.
  function begun() {
    try {
      return Object.keys(localStorage).filter((name) => name.startsWith(drafts) && name !== draft);
    } catch {
      return [];
    }
  }

  function take(name) {
    const typed = load(name, null);
    store(name, null);
    if (!typed) return;
    for (const each of field.value ? [] : ["kind", "language", "speaker", "attribution"]) {
      if (typed[each] !== undefined) form.elements[each].value = typed[each];
    }
    const mine = load(draft, null)?.place ?? typed.place;
    field.value = [typed.text, field.value].filter(Boolean).join("\n");
    store(draft, { ...said(), place: mine });
  }

  const orphans = new Set(begun());
  const tabs = window.BroadcastChannel && new BroadcastChannel("drafts");
  tabs?.addEventListener("message", ({ data }) => {
    if (data.asked === draft) tabs.postMessage({ here: draft });
    orphans.delete(data.here);
  });
  for (const asked of orphans) tabs?.postMessage({ asked });
  if (orphans.size) setTimeout(() => orphans.forEach(take), ALIVE);
  show();
  send();
})();
