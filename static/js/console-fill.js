// A button of a row that fills a form standing elsewhere (data-fills: its id, data-values: by field) and goes to it; the
// form is sent to the button's row (data-action), where the button names one.
// Once the form is sent, what was filled in is put back: it would go with the next words, too.
(() => {
  let from = null;

  function put(form, name, value) {
    const field = form.elements[name];
    const fields = field instanceof RadioNodeList ? [...field] : [field];
    [value].flat().forEach((one, place) => fields[place] && (fields[place].value = one));
  }

  // A part that is out of sight once it is folded cannot keep the focus: that goes back to the row it came from.
  function back(form) {
    if (document.getElementById(form.dataset.folds).getClientRects().length || !from?.isConnected) return;
    (from.closest('[tabindex="0"]') ?? from).focus();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-fills]");
    if (button) from = button;
    const form = button && document.getElementById(button.dataset.fills);
    if (!form) return;
    event.preventDefault();
    const values = JSON.parse(button.dataset.values);
    for (const [name, value] of Object.entries(values)) if (form.elements[name]) put(form, name, value);
    const about = form.querySelector("[data-about]");
    if (about) about.textContent = button.dataset.about;
    if (button.dataset.action) for (const name of ["action", "hx-post"]) form.setAttribute(name, button.dataset.action);
    form.classList.toggle("correcting", Number(values.instead) > 0);
    button.closest("details.menu")?.removeAttribute("open");
    for (let part = form.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
    form.querySelector("input[type=text], textarea").focus();
  });
  document.addEventListener("reset", (event) => {
    event.target.classList.remove("correcting");
    for (const field of event.target.querySelectorAll("input[type=hidden][name=instead]")) field.value = 0;
  });
  document.addEventListener("htmx:after:request", (event) => {
    const { request, response } = event.detail.ctx;
    const form = request.form;
    const typed = () => [...form.querySelectorAll("input[type=text], textarea")].some((field) => field.value);
    if (!(response?.status < 400 && form?.dataset?.folds)) return;
    // After once.js, which leaves what was typed while the answer was on its way.
    setTimeout(() => typed() || form.reset());
    setTimeout(() => back(form));
  });
})();
