// Who may be quoted is whoever sits in the room now: asked for when somebody quotes. Where no answer comes, those known stay.
(() => {
  const form = document.querySelector("form[data-outbox]");
  if (!form) return;
  const address = `${form.getAttribute("action")}/speakers`;

  // Whoever is chosen while the answer is under way stays chosen.
  async function fill(select, of, quoted = "") {
    if (quoted) select.value = quoted;
    const answer = await fetch(`${address}?of=${of}`).catch(() => null);
    if (!answer?.ok) return;
    const options = await answer.text();
    const chosen = select.value || quoted;
    select.innerHTML = options;
    select.value = chosen;
    if (select.selectedIndex < 0) select.selectedIndex = 0;
  }

  // A quote of the form's own note: `of` its number, '' of one that is new.
  const number = (of) => of.getAttribute("action").match(/\/(\d+)$/)?.[1] ?? "";
  document.addEventListener("change", ({ target }) => {
    const select = target.form?.elements.speaker;
    if (select && target.name === "kind" && target.value === "quote") fill(select, number(target.form));
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-fills='changing-form']");
    const values = button && JSON.parse(button.dataset.values);
    const select = values && document.getElementById("changing-form")?.elements.speaker;
    if (select && values.kind === "quote") fill(select, button.dataset.action.match(/\d+$/)[0], values.speaker);
  });
})();
