// Copy buttons: data-copy holds the text itself, data-copies the id of the field or part whose text is meant.
(() => {
  const SHOWN = 2000;
  const labels = new WeakMap();

  function text(button) {
    const part = document.getElementById(button.dataset.copies);
    return button.dataset.copy ?? part?.value ?? part?.textContent.trim() ?? "";
  }

  // Where there is no clipboard (plain http), an unseen field does it the old way.
  function byHand(words) {
    const field = document.createElement("textarea");
    const active = document.activeElement;
    field.value = words;
    field.className = "hidden-words";
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
    active?.focus();
  }

  async function copy(button) {
    const words = text(button);
    try {
      await navigator.clipboard.writeText(words);
    } catch {
      byHand(words);
    }
    if (!labels.has(button)) labels.set(button, [...button.childNodes]);
    button.textContent = say("copied");
    Announce.polite(say("copied"));
    setTimeout(() => button.replaceChildren(...labels.get(button)), SHOWN);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-copy], [data-copies]");
    if (button) copy(button);
  });
})();
