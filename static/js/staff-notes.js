// Keys of the page of notes: Alt and a digit choose the kind of the next note; on a chosen note one key does one thing,
// and the focus stays among the notes.
(() => {
  const form = document.querySelector(".notes-page #note");
  if (!document.querySelector(".notes-page")) return;
  const kind = form?.elements.kind;

  function choose(event) {
    const digit = event.code.match(/^(?:Digit|Numpad)([0-9])$/)?.[1];
    if (!event.altKey || event.ctrlKey || event.metaKey || !digit || !kind) return false;
    const chosen = kind.options[(Number(digit) + 9) % 10]; // 0 is the tenth
    if (!chosen || chosen.disabled) return true;
    kind.value = chosen.value;
    kind.dispatchEvent(new Event("change", { bubbles: true }));
    Announce.polite(kind.selectedOptions[0].textContent);
    return true;
  }

  function press(event) {
    const note = event.target.closest?.("[data-note]");
    if (!note || event.target !== note || event.altKey || event.ctrlKey || event.metaKey) return false;
    const letter = Letter.of(event) || (/^[1-9]$/.test(event.key) ? event.key : "");
    const button = letter && note.querySelector(`[data-key="${CSS.escape(letter)}"]`); // be it folded
    if (!button || button.closest("[hidden]")) return false;
    button.click();
    return true;
  }

  // A note that was joined, or a button that went, leaves the focus to the note, else to the one above it.
  let near = [];
  const focused = () => document.activeElement?.closest("[data-note]");
  document.addEventListener("htmx:before:swap", () => {
    const note = focused();
    near = note ? [note, note.previousElementSibling, note.nextElementSibling].map((one) => one?.id) : [];
  });
  document.addEventListener("htmx:after:swap", () => {
    const left = near.map((id) => id && document.getElementById(id)).find(Boolean);
    if (left && document.activeElement === document.body) left.focus({ preventScroll: true });
    near = [];
  });

  document.addEventListener("keydown", (event) => {
    if (choose(event) || press(event)) event.preventDefault();
  });
})();
