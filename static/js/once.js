// One id for one wish: a double click or a second try after a lost answer carries the id of the first. A button that
// people press again and again (data-repeats: one place up, one minute more) means each press.
// Refusals and answers go to #notice; words that were sent are cleared, words typed since then stay.
(() => {
  const DOUBLE = 500;
  const known = new Map();

  function key(ctx) {
    const values = [...ctx.request.body].filter(([name]) => name !== "once");
    return JSON.stringify([ctx.request.action, values.map(([name, value]) => [name, value.name ?? value])]);
  }

  function give(event) {
    const ctx = event.detail.ctx;
    if (ctx.request.method === "GET" || !ctx.request.body) return;
    ctx.wish = key(ctx);
    ctx.words = [...ctx.request.body];
    const repeats = ctx.request.submitter?.hasAttribute("data-repeats");
    const before = known.get(ctx.wish);
    const again = before && (!repeats || before.lost);
    ctx.given = again ? before : { id: Live.fresh(), at: performance.now() };
    ctx.given.lost = false;
    known.set(ctx.wish, ctx.given);
    ctx.request.body.set("once", ctx.given.id);
  }

  function forget({ wish, given }) {
    const drop = () => known.get(wish) === given && known.delete(wish);
    setTimeout(drop, Math.max(0, given.at + DOUBLE - performance.now()));
  }

  function clear(form, words) {
    const sent = new Map(words);
    for (const field of form?.elements ?? []) {
      const typed = field.matches("textarea, input:not([type]), input[type=text], input[type=search]");
      if (typed && field.defaultValue === "" && sent.get(field.name) === field.value) field.value = "";
    }
  }

  function answered(event) {
    const ctx = event.detail.ctx;
    if (!ctx.wish) return;
    const status = ctx.response.status;
    ctx.given.lost = status >= 500;
    if (status < 500) forget(ctx);
    if (status < 400) clear(ctx.request.form, ctx.words);
    Notice.show(status < 500 || /hx-partial/.test(ctx.text) ? "" : say("again"));
  }

  document.addEventListener("htmx:config:request", give);
  document.addEventListener("htmx:after:request", answered);
  document.addEventListener("htmx:error", (event) => {
    const ctx = event.detail.ctx;
    if (!ctx?.wish || ctx.response) return;
    if (ctx.given) ctx.given.lost = true;
    Notice.show(say("again"));
  });
})();
