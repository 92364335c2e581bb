// A button of a row that fills a form standing elsewhere (data-fills: its id, data-values: by field) and goes to it; the
// form is sent to the button's row (data-action), where the button names one.
// Once the form is sent, what was filled in is put back: it would go with the next words, too. A form that also makes
// new things (data-fresh: where it goes then) begins anew with every button.
(() => {
  let from = null;

  function put(form, name, value) {
    const field = form.elements[name];
    const fields = field instanceof RadioNodeList ? [...field] : [field];
    if (fields[0].type === "checkbox") for (const one of fields) one.checked = value.includes(one.value);
    else [value].flat().forEach((one, place) => fields[place] && (fields[place].value = one));
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
    if (form.dataset.fresh) form.reset();
    for (const [name, value] of Object.entries(values)) if (form.elements[name]) put(form, name, value);
    const about = form.querySelector("[data-about]");
    if (about) about.textContent = button.dataset.about;
    if (button.dataset.action) for (const name of ["action", "hx-post"]) form.setAttribute(name, button.dataset.action);
    form.classList.toggle("correcting", Number(values.instead) > 0);
    button.closest("details.menu")?.removeAttribute("open");
    for (let part = form.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
    (form.querySelector("input[type=text], textarea") ?? form.parentElement.querySelector("input")).focus();
  });
  document.addEventListener("reset", (event) => {
    event.target.classList.remove("correcting");
    for (const field of event.target.querySelectorAll("[type=hidden]:is([name=instead], [data-zero])")) field.value = 0;
    for (const name of event.target.dataset.fresh ? ["action", "hx-post"] : []) event.target.setAttribute(name, event.target.dataset.fresh);
    for (const about of event.target.querySelectorAll("[data-about]")) about.textContent = "";
    const find = event.target.parentElement.querySelector("[data-filters]");
    if (find?.value) find.value = "", find.dispatchEvent(new Event("input", { bubbles: true }));
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
