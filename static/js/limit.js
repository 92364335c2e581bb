// How much still fits into a field (data-limit: what readers take for characters; of each line where it has data-lines).
// What does not fit is not taken, and that is said; from twenty left it is said aloud, once.
(() => {
  const FEW = 20;
  const signs = "Segmenter" in Intl ? new Intl.Segmenter(undefined, { granularity: "grapheme" }) : null;
  const split = (text) => (signs ? Array.from(signs.segment(text), (part) => part.segment) : Array.from(text));
  const told = new WeakMap();

  // The piece that counts: the whole, or the line in which the caret stands.
  function piece(field, text, caret) {
    if (!field.dataset.lines) return text;
    return text.slice(text.lastIndexOf("\n", caret - 1) + 1).split("\n")[0];
  }

  const left = (field) => field.dataset.limit - split(piece(field, field.value, field.selectionStart ?? 0)).length;

  function show(field, aloud) {
    const line = document.getElementById(field.id.replace("field-", "left-"));
    if (!line) return;
    const n = Math.max(0, left(field));
    line.textContent = n === 0 ? line.dataset.full : line.dataset.left.replace("{n}", n);
    line.classList.toggle("few", n <= FEW);
    const stage = n === 0 ? 2 : n <= FEW ? 1 : 0;
    if (aloud && stage > (told.get(field) ?? 0)) Announce.polite(line.textContent);
    told.set(field, stage);
  }

  // What is typed or pasted beyond the limit is cut where it is full; marks that are still being composed are let be.
  function keep(event) {
    const field = event.target;
    if (!field.dataset?.limit || event.isComposing || !event.inputType?.startsWith("insert")) return;
    const typed = event.inputType === "insertLineBreak" ? "\n" : (event.data ?? event.dataTransfer?.getData("text/plain"));
    if (!typed) return;
    const { selectionStart: from, selectionEnd: to, value } = field;
    const fits = (text) => {
      const whole = value.slice(0, from) + text + value.slice(to);
      const lines = whole.split("\n");
      if (!field.dataset.lines) return split(whole).length <= field.dataset.limit;
      return lines.length <= field.dataset.lines && lines.every((line) => split(line).length <= field.dataset.limit);
    };
    if (fits(typed)) return;
    event.preventDefault();
    const parts = split(typed);
    let count = parts.length;
    while (count > 0 && !fits(parts.slice(0, count).join(""))) count -= 1;
    if (count) {
      field.setRangeText(parts.slice(0, count).join(""), from, to, "end");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    const line = document.getElementById(field.id.replace("field-", "left-"));
    if (line && !count) Announce.polite(line.dataset.full);
  }

  document.addEventListener("beforeinput", keep);
  for (const name of ["input", "focusin"]) {
    document.addEventListener(name, (event) => event.target.dataset?.limit && show(event.target, name === "input"));
  }
})();
