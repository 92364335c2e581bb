// Forms of pages that are not live: what was done shows itself (data-reloads) or is said in a line (data-says: its id).
// Without script they lead back to the page; a refusal stands in the notice and what was typed stays.
(() => {
  document.addEventListener("htmx:after:request", (event) => {
    const ctx = event.detail.ctx;
    const form = ctx?.request?.form ?? event.target.closest?.("form");
    if (ctx?.response?.status !== 204 || !form) return;
    const line = form.dataset.says && document.getElementById(form.dataset.says);
    if (line) line.textContent = line.dataset.text;
    if ("reloads" in form.dataset) location.reload();
  });
})();
