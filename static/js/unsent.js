// Letters of shared texts that are not on the server's disk yet: kept on this device, a row for each change, until it
// says that they are. They belong to a person and a programme, and go up when that person is signed in here again.
const Unsent = (() => {
  const STORE = "changes";
  const GIVE_UP = 30000;
  const SILENT = 5000;
  const MOST = 100;
  const HEAVIEST = 120000; // bytes of changes in one form: spelt, they are half as much again
  const whose = `${location.pathname.split("/")[2]} ${document.documentElement.dataset.me}`;
  let opened = null;

  function base() {
    opened ??= new Promise((resolve, reject) => {
      const asked = indexedDB.open("dialogue-texts", 1);
      asked.onupgradeneeded = () => {
        asked.result.createObjectStore(STORE, { keyPath: "key", autoIncrement: true }).createIndex("whose", "whose");
      };
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = asked.onblocked = () => reject(asked.error);
      setTimeout(reject, SILENT); // some browsers never answer: then what is typed is in its page alone
    });
    return opened;
  }

  // The transaction is over only when the rows are on this device's disk.
  async function within(mode, work) {
    const store = await base();
    return new Promise((resolve, reject) => {
      const transaction = store.transaction(STORE, mode, { durability: "strict" });
      const asked = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(asked?.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  }

  function add(row) {
    const kept = { ...row, whose };
    return within("readwrite", (store) => store.add(kept));
  }

  const all = () => within("readonly", (store) => store.index("whose").getAll(whose)).catch(() => []);
  const of = async (text) => (await all()).filter((row) => row.text === text);

  function drop(keys) {
    const there = keys.filter((key) => key !== undefined);
    if (!there.length) return Promise.resolve();
    return within("readwrite", (store) => there.forEach((key) => store.delete(key))).catch(() => {});
  }

  // Bytes as forms and sockets carry them.
  function spell(bytes) {
    let text = "";
    for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
    return btoa(text);
  }

  const read = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));

  // Hand changes of one text over by a form; returns the answer, or what it was refused with, or null: nobody answered.
  async function hand(text, rows, state = "") {
    const form = new URLSearchParams({ text, state });
    for (const row of rows) form.append("update", spell(row.update));
    if (rows.length) form.set("wanted", spell(rows.at(-1).wanted));
    const path = `/p/${location.pathname.split("/")[2]}/texts`;
    const stopper = new AbortController();
    const timer = setTimeout(() => stopper.abort(), GIVE_UP);
    const asked = { method: "POST", body: form, headers: { "HX-Request": "true" }, signal: stopper.signal };
    try {
      const answer = await fetch(path, asked);
      return answer.ok ? await answer.json() : { refused: answer.status };
    } catch {
      return null;
    } finally {
      clearTimeout(timer);
    }
  }

  // How many of these one form takes.
  function fit(rows) {
    let size = 0;
    const over = rows.findIndex((row, nth) => (size += row.update.length) > HEAVIEST && nth);
    return Math.min(MOST, over < 0 ? rows.length : over);
  }

  return { add, all, of, drop, spell, read, hand, fit };
})();
