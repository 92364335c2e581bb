// The shared texts of a page: every letter is kept on this device until the server says it is on its disk, whatever
// happens to the network, the page, the browser or the server meanwhile. The line under a text says how it stands.
(() => {
  const ALONE = 5000;
  const EVERY = 10000;
  const PATIENCE = 15000;
  const TELLING = 2000;
  const NOTHING = new Uint8Array([0, 0]); // a change without any, and a state: of no writer anything
  const texts = new Map();

  function number(value) {
    const bytes = [];
    while (value > 127) {
      bytes.push((value % 128) | 128);
      value = Math.floor(value / 128);
    }
    return [...bytes, value];
  }

  // How much of this page's own writing there is: what the server must have when it says "saved".
  function reached(doc) {
    const last = doc.store.clients.get(doc.clientID)?.at(-1);
    return Uint8Array.from(last ? [1, ...number(doc.clientID), ...number(last.id.clock + last.length)] : [0]);
  }

  const ahead = (vector, state) => {
    const there = Y.decodeStateVector(state);
    return [...vector].some(([client, clock]) => (there.get(client) ?? 0) < clock);
  };
  const lacks = (doc, state) => ahead(Y.decodeStateVector(Y.encodeStateVector(doc)), state);

  class SharedText {
    constructor(section) {
      this.name = section.dataset.text;
      this.section = section;
      this.fields = new Map();
      this.begin();
    }

    // `known`: what the server is known to hold.
    begin(known = NOTHING) {
      this.doc = new Y.Doc();
      this.server = new Y.Doc();
      this.unsent = [];
      this.sending = null;
      this.numbers = 0;
      this.saved = null;
      this.right = "";
      this.broken = "";
      this.behind = false;
      this.gaps = 0;
      this.warned = false;
      this.doc.on("update", (update, origin) => origin === "typed" && this.typed(update));
      this.hear(known);
      this.bind();
      this.opened = this.open();
    }

    hear(update) {
      for (const doc of [this.doc, this.server]) Y.applyUpdate(doc, update, "heard");
    }

    bind() {
      this.fields.clear();
      this.bound?.abort();
      this.bound = new AbortController();
      const { doc } = this;
      const { signal } = this.bound;
      for (const element of this.section.querySelectorAll("[data-field]")) {
        const name = element.dataset.field;
        this.fields.set(name, WritingField.bind(element, doc.getText(name), (work, come) => this.transact(work, come), signal));
        element.addEventListener("input", () => this.told(name), { signal });
      }
    }

    // `come`: what is typed, said where it can be put in no text any more.
    transact(work, come) {
      this.come = come;
      this.doc.transact(work, "typed");
    }

    async open() {
      const rows = await Unsent.of(this.name);
      for (const row of rows) Y.applyUpdate(this.doc, row.update, "kept");
      this.unsent.unshift(...rows);
      this.ask();
      this.show();
    }

    // Up.

    say(words) {
      if (Live.isOpen()) Live.connection.socket.send(`text ${this.name} ${words}`);
      return Live.isOpen();
    }

    ask() {
      this.sending = null;
      clearTimeout(this.alone);
      if (!this.say(`open ${Unsent.spell(Y.encodeStateVector(this.doc))}`)) this.alone = setTimeout(() => this.exchange(), ALONE);
    }

    typed(update) {
      const row = { text: this.name, update, wanted: reached(this.doc), at: Date.now(), come: this.come };
      this.unsent.push(row);
      row.kept = Unsent.add(row).then(
        (key) => (row.key = key),
        () => (row.lost = true), // no store here: it is in this page alone
      );
      row.kept.then(() => {
        if (row.gone) Unsent.drop([row.key]);
        this.show();
      });
      this.send();
    }

    told(field) {
      const now = performance.now();
      if (now - (this.toldAt ?? -Infinity) < TELLING && this.toldOf === field) return;
      [this.toldAt, this.toldOf] = [now, field];
      this.say(`at ${field}`);
    }

    send() {
      if (this.sending || !this.right || !this.unsent.length || this.broken) return;
      if (!Live.isOpen()) return;
      const rows = [];
      let size = 0;
      for (const row of this.unsent) {
        if (row.stuck) continue;
        size += row.update.length;
        if (rows.length && size > WritingPieces.MOST) break;
        rows.push(row);
      }
      if (!rows.length) return;
      if (size > WritingPieces.MOST && rows.length === 1) return this.exchange();
      const update = rows.length > 1 ? Y.mergeUpdates(rows.map((row) => row.update)) : rows[0].update;
      this.put(rows, update, rows.at(-1).wanted);
    }

    put(rows, update, wanted) {
      this.numbers += 1;
      this.sending = { number: this.numbers, rows };
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.sending && this.ask(), PATIENCE);
      if (!this.say(`put ${this.numbers} ${Unsent.spell(wanted)}\n${Unsent.spell(update)}`)) this.sending = null;
    }

    // Without a socket, and for what is too long for one.
    async exchange() {
      clearTimeout(this.alone);
      if (this.exchanging) return;
      this.exchanging = true;
      await Promise.all(this.unsent.map((row) => row.kept));
      const loose = this.unsent.filter((row) => !row.stuck);
      const rows = loose.slice(0, Unsent.fit(loose));
      const answer = await Unsent.hand(this.name, rows, Unsent.spell(Y.encodeStateVector(this.doc)));
      this.exchanging = false;
      if (answer?.saved) {
        for (const nth of answer.clash ?? []) rows[nth].stuck = true;
        this.hear(Unsent.read(answer.update));
        this.allow(answer.right);
        const there = Unsent.read(answer.state);
        if (answer.gap || (rows.length === loose.length && lacks(this.doc, there))) this.whole(there);
        else this.done(rows, answer.saved);
      } else if (answer?.refused === 409) this.refuse(WritingLine.FULL);
      else if (answer?.refused && answer.refused < 500 && answer.refused !== 429) this.refuse("");
      this.show();
      if (!Live.isOpen()) this.alone = setTimeout(() => this.exchange(), EVERY);
      else this.send();
    }

    // Everything that the server lacks, as one: it lost what was saved (a backup was restored), or a page before this
    // one never sent its own.
    whole(state) {
      this.behind = true;
      this.gaps += 1;
      if (this.gaps > 3) return;
      const rows = this.unsent.filter((row) => !row.stuck);
      if (this.gaps === 3 && rows.length) return this.apart(rows.slice(0, Unsent.fit(rows)));
      const update = Y.encodeStateAsUpdate(this.doc, state);
      if (update.length > WritingPieces.MOST || !Live.isOpen()) this.pieces(rows, state);
      else this.put(rows, update, Y.encodeStateVector(this.doc));
    }

    // What follows something that nobody has any more is in no piece: it waits on this device.
    async pieces(rows, state) {
      const wanted = Y.encodeStateVector(this.doc);
      const covered = rows.filter((row) => !ahead(Y.decodeStateVector(row.wanted), wanted));
      for (const row of rows) row.stuck = !covered.includes(row);
      const waiting = WritingPieces.of(this.doc, state).map((update) => ({ update, wanted: NOTHING }));
      waiting.push({ update: NOTHING, wanted });
      const sending = (this.sending = { number: 0, rows });
      let answer = null;
      while (waiting.length) {
        answer = await Unsent.hand(this.name, waiting.splice(0, Unsent.fit(waiting)), Unsent.spell(wanted));
        if (this.sending !== sending) return; // it asked anew meanwhile
        if (!answer?.saved) break;
      }
      await Promise.all(rows.map((row) => row.kept));
      if (answer?.saved && !answer.gap) this.done(covered, answer.saved);
      else this.alone = setTimeout(() => this.ask(), EVERY);
    }

    // One by one: some of them follow what nobody has any more, or somebody else wrote by this page's numbers. Those wait
    // on this device, and hold up no other.
    async apart(rows) {
      await Promise.all(rows.map((row) => row.kept));
      const answer = await Unsent.hand(this.name, rows);
      if (!answer?.saved) return;
      for (const nth of answer.left ?? []) rows[nth].stuck = true;
      this.done(rows.filter((row) => !row.stuck), answer.saved);
    }

    // Down.

    heard(words, body) {
      const [verb, ...rest] = words;
      if (verb === "news") for (const each of body.split("\n")) this.hear(Unsent.read(each));
      if (verb === "state") this.state(rest, body);
      if (verb === "saved" && this.sending?.number === Number(rest[0])) this.done(this.sending.rows, Number(rest[1]));
      if (verb === "gap" && this.sending?.number === Number(rest[0])) {
        this.sending = null;
        this.whole(Unsent.read(rest[1]));
      }
      if (verb === "clash" && this.sending?.number === Number(rest[0])) this.apart(this.sending.rows);
      if (verb === "refused") this.refused(Number(rest[0]), rest[1]);
      if (verb === "right") this.allow(rest[0]);
      if (verb === "anew") this.askSoon();
      if (verb === "who") WritingLine.writers(this.section, JSON.parse(body));
      WritingLine.count(this);
    }

    // At once, but where it is said over and over (a disk that is full) not at the machine's speed.
    askSoon() {
      const now = performance.now();
      const wait = now - (this.anewAt ?? -Infinity) < EVERY ? TELLING + Math.random() * TELLING : 0;
      this.anewAt = now;
      clearTimeout(this.anew);
      this.anew = setTimeout(() => this.ask(), wait);
    }

    state([right, known], body) {
      this.hear(Unsent.read(body));
      this.allow(right);
      this.sending = null;
      this.broken = ""; // what was refused before, perhaps by something on the way, is tried again
      this.gaps = 0;
      for (const row of this.unsent) row.stuck = false;
      const there = Unsent.read(known);
      this.behind = right !== "none" && !this.unsent.length && lacks(this.doc, there);
      if (this.behind) this.whole(there);
      else this.send();
      this.show();
    }

    allow(right) {
      this.right = right;
      this.section.dataset.right = right;
      for (const { element } of this.fields.values()) element.readOnly = right !== "now";
    }

    done(rows, at) {
      this.sending = null;
      this.gaps = 0;
      this.broken = "";
      this.behind = false;
      this.saved = at;
      for (const row of rows) {
        row.gone = true;
        Y.applyUpdate(this.server, row.update);
      }
      this.unsent = this.unsent.filter((row) => !row.gone);
      Unsent.drop(rows.map((row) => row.key));
      this.show();
      this.send();
    }

    refused(number, code) {
      if (number && this.sending?.number !== number) return;
      this.sending = null;
      if (code === "trouble") setTimeout(() => this.send(), ALONE);
      else this.refuse(code);
      this.show();
    }

    refuse(code) {
      this.allow("none");
      this.broken = code || "refused";
    }

    show() {
      WritingLine.show(this);
    }

    async remove() {
      if (!confirm(say("remove-changes", { n: this.unsent.length }))) return;
      const rows = this.unsent.splice(0);
      await Promise.all(rows.map((row) => row.kept));
      await Unsent.drop(rows.map((row) => row.key));
      this.begin(Y.encodeStateAsUpdate(this.server));
    }

    // A push may have drawn the section anew: its fields say what the text says.
    again(section) {
      const there = section.querySelectorAll("[data-field]").length === this.fields.size;
      if (!there || section !== this.section || [...this.fields.values()].some(({ element }) => !element.isConnected)) {
        this.section = section;
        this.bind();
      }
      if (this.right) this.allow(this.right); // a redrawn field is one to read again
      for (const { shown } of this.fields.values()) shown();
      this.show();
    }
  }

  function look() {
    const there = new Map(Array.from(document.querySelectorAll("section[data-text]"), (section) => [section.dataset.text, section]));
    for (const [name, section] of there) {
      if (texts.has(name)) texts.get(name).again(section);
      else texts.set(name, new SharedText(section));
    }
    for (const [name, text] of texts) {
      if (there.has(name)) continue;
      text.say("close");
      if (!text.unsent.length) texts.delete(name);
    }
  }

  document.addEventListener("live:text", ({ detail }) => {
    const end = detail.message.indexOf("\n");
    const [, name, ...words] = (end < 0 ? detail.message : detail.message.slice(0, end)).split(" ");
    texts.get(name)?.heard(words, end < 0 ? "" : detail.message.slice(end + 1));
  });
  document.addEventListener("live:connected", () => texts.forEach((text) => text.ask()));
  document.addEventListener("live:closed", () => texts.forEach((text) => text.ask()));
  document.addEventListener("htmx:after:swap", look);
  document.addEventListener("click", (event) => {
    const section = event.target.closest?.("[data-remove]")?.closest("[data-text]");
    if (section) texts.get(section.dataset.text)?.remove();
  });
  look();
})();
