// Forms of pages that are not live: what was done shows itself (data-reloads) or is said in a line (data-says: its id).
// Without script they lead back to the page; a refusal stands in the notice and what was typed stays.
(() => {
  const DONE = "dialogue.done";
  document.addEventListener("htmx:after:request", (event) => {
    const ctx = event.detail.ctx;
    const form = ctx?.request?.form ?? event.target.closest?.("form");
    if (ctx?.response?.status !== 204 || !form) return;
    const line = form.dataset.says && document.getElementById(form.dataset.says);
    if (line) line.textContent = line.dataset.text;
    if (!("reloads" in form.dataset)) return;
    if (form.dataset.done) sessionStorage.setItem(DONE, form.dataset.done);
    location.reload();
  });
  // What a form that reloads the page has done (data-done) is said by the page that comes.
  const done = sessionStorage.getItem(DONE);
  if (done) addEventListener("load", () => Notice.show(done, true));
  sessionStorage.removeItem(DONE);
})();
