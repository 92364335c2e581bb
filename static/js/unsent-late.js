// What was typed and never sent goes up from whatever page its writer opens next, also after the meeting is closed.
(() => {
  const AGAIN = 10000;
  const line = document.getElementById("unsent-texts");
  if (!line) return;
  let busy = false;
  let later = 0;

  // Texts that this page has open send their own.
  const mine = (name) => Boolean(document.querySelector(`[data-text="${CSS.escape(name)}"] [data-field]:not([readonly])`));

  async function send() {
    if (busy) return;
    busy = true;
    const rows = (await Unsent.all()).filter((row) => !mine(row.text));
    let left = 0;
    let unreached = false;
    for (const text of new Set(rows.map((row) => row.text))) {
      const waiting = rows.filter((row) => row.text === text);
      while (waiting.length) {
        const now = waiting.splice(0, Unsent.fit(waiting));
        const answer = await Unsent.hand(text, now);
        unreached ||= !answer || answer.refused >= 500 || answer.refused === 429;
        if (!answer?.saved) left += now.length + waiting.splice(0).length;
        else {
          await Unsent.drop(now.filter((row, nth) => !answer.left?.includes(nth)).map((row) => row.key));
          left += answer.left?.length ?? 0;
        }
      }
    }
    busy = false;
    show(left);
    soon(left && (unreached ? send : look));
  }

  function show(left) {
    line.hidden = !left;
    if (left) line.querySelector("[data-said]").textContent = say(left === 1 ? "unsent-change" : "unsent-changes", { n: left });
  }

  // A text of this page, or another page, may have sent them since.
  async function look() {
    if (busy) return;
    const left = (await Unsent.all()).filter((row) => !mine(row.text)).length;
    show(left);
    soon(left && look);
  }

  function soon(work) {
    clearTimeout(later);
    if (work) later = setTimeout(work, AGAIN);
  }

  async function remove() {
    const rows = (await Unsent.all()).filter((row) => !mine(row.text));
    if (!confirm(say("remove-changes", { n: rows.length }))) return;
    await Unsent.drop(rows.map((row) => row.key));
    send();
  }

  line.querySelector("button").addEventListener("click", remove);
  for (const name of ["live:connected", "live:woken"]) document.addEventListener(name, send);
  window.addEventListener("online", send);
  send();
})();
