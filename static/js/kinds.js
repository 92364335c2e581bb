// The kinds of note that are offered follow what one's room is asked for; those that are not stay in the list, unseen.
(() => {
  const kind = document.querySelector("form[data-outbox]")?.elements.kind;
  if (!kind) return;

  function offer() {
    const place = document.querySelector("#notes[data-kinds], .of-rooms .sheet[data-kinds]");
    const kinds = place?.dataset.kinds.split(" ");
    for (const option of kind.options) option.hidden = option.disabled = Boolean(kinds) && !kinds.includes(option.value);
    if (kinds && (kind.selectedOptions[0]?.disabled ?? true)) kind.value = kinds[0];
  }

  document.addEventListener("htmx:after:swap", offer);
  offer();
})();
