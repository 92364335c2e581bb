// What the team made of a call is said aloud when it changes (data-polite); a form that was taken folds away (data-folds).
(() => {
  const said = new Set();

  function look(first) {
    const now = [...document.querySelectorAll("[data-polite]")].map((part) => part.textContent.replace(/\s+/g, " ").trim());
    for (const text of now) if (text && first !== true && !said.has(text)) Announce.polite(text);
    said.clear();
    now.forEach((text) => said.add(text));
  }

  document.addEventListener("htmx:after:swap", look);
  document.addEventListener("htmx:after:request", (event) => {
    const { request, response } = event.detail.ctx;
    const part = response?.status < 400 && document.getElementById(request.form?.dataset?.folds);
    if (!part) return;
    part.open = false;
    part.querySelector("summary").focus({ preventScroll: true });
  });
  look(true);
})();
