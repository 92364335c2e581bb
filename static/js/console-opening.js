// Buttons that open something: a folded part of the page, or the dialog that lets somebody in as a person of the list.
(() => {
  const dialog = document.getElementById("admitting");

  function unfold(part) {
    for (let at = part; at; at = at.parentElement?.closest("details")) at.open = true;
    part.scrollIntoView({ block: "nearest" });
    part.querySelector("input:not([type=hidden]), textarea")?.focus();
  }

  function ask(button) {
    dialog.querySelector("form").dataset.path = button.dataset.admit;
    dialog.querySelector("bdi").textContent = button.dataset.name;
    dialog.showModal();
  }

  document.addEventListener("click", (event) => {
    const opener = event.target.closest?.("[data-opens]");
    const part = opener && document.getElementById(opener.dataset.opens);
    if (part) {
      event.preventDefault();
      unfold(part);
    }
    const admit = event.target.closest?.("[data-admit]");
    if (admit) ask(admit);
    if (event.target.closest?.("[data-closes]")) event.target.closest("dialog").close();
  });
  // A form that did its work folds away, and what it made comes into sight (data-made: its id).
  document.addEventListener("htmx:after:request", (event) => {
    const folded = event.target.closest?.("details[data-made]");
    if (!folded || event.detail.ctx.response?.status !== 204) return;
    folded.open = false;
    folded.querySelector("summary").focus({ preventScroll: true });
    document.getElementById(folded.dataset.made)?.scrollIntoView({ block: "nearest" });
  });
  // A menu that opens below the edge comes into sight.
  document.addEventListener("toggle", ({ target }) => {
    if (target.matches(".console .menu[open]")) target.querySelector(".menu-body").scrollIntoView({ block: "nearest" });
  }, true);
  // Menus close by a press beside them and by Escape, which gives the focus back.
  const menus = () => document.querySelectorAll(".console .menu[open]");
  document.addEventListener("click", (event) => {
    for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of menus()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  dialog?.addEventListener("submit", (event) => {
    event.preventDefault();
    const form = event.target;
    const typed = form.querySelector("input[list]");
    const option = [...form.querySelectorAll("option")].find((one) => one.value === typed.value);
    typed.setCustomValidity(option ? "" : form.dataset.unknown);
    if (!form.reportValidity()) return;
    htmx.ajax("POST", form.dataset.path, { source: form, swap: "none", values: { person: option.dataset.person } });
    typed.value = "";
    dialog.close();
  });
  dialog?.addEventListener("input", (event) => event.target.setCustomValidity(""));
})();
