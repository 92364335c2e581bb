// Who says "I take the notes" writes next: that form goes out of sight, and the focus goes on to the note's field, unless
// its reader is somewhere else by then. What others press moves nothing.
document.addEventListener("htmx:after:request", (event) => {
  const { request, response } = event.detail.ctx;
  const form = request?.form;
  if (!form?.matches?.("form.asks") || !(response?.status < 400)) return;
  const active = document.activeElement;
  if (active === document.body || form.contains(active)) document.querySelector("#note textarea")?.focus();
});
