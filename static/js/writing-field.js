// One field of a shared text: what is typed becomes a change of the text, what others type comes in without moving the
// caret. A field holds so many characters as a reader counts them, and no more; one that is a list holds so many in each
// of its lines (data-each), and says when there are more lines than it takes (data-lines).
const WritingField = (() => {
  const NEAR = 20;
  const LONGEST = 40; // code units of one character, at most: a megabyte is not looked at whole
  const AT_ONCE = 16000; // code units that are typed at once, at most: so much fits into one change (realtime/updates.py)
  const signs = window.Intl?.Segmenter ? new Intl.Segmenter(undefined, { granularity: "grapheme" }) : null;
  const parts = (text) => (signs ? Array.from(signs.segment(text), (one) => one.segment) : Array.from(text));
  const high = (text, at) => /[\ud800-\udbff]/.test(text[at - 1] ?? "") && /[\udc00-\udfff]/.test(text[at] ?? "");

  const lineAt = (text, at) => text.slice(text.lastIndexOf("\n", at - 1) + 1).split("\n", 1)[0];

  // What was typed: from where, how much went, what came. The caret tells apart "aa" → "aaa" at its three places.
  function difference(before, after, caret) {
    const grown = Math.max(0, after.length - before.length);
    let end = 0;
    const most = Math.min(before.length, after.length, Math.max(0, after.length - caret));
    while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
    let start = 0;
    const rest = Math.min(before.length, after.length) - end;
    while (start < rest && before[start] === after[start]) start += 1;
    if (!grown) while (end < Math.min(before.length, after.length) - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
    if (start && high(before, start)) start -= 1;
    if (end && high(before, before.length - end)) end -= 1;
    return { start, gone: before.length - start - end, come: after.slice(start, after.length - end) };
  }

  // `signal` ends it: the field is bound to another text, or anew.
  function bind(element, text, transact, signal) {
    const limit = Number(element.dataset.limit || 0);
    const each = Number(element.dataset.each || 0);
    const most = Number(element.dataset.lines || 0);
    const count = element.closest(".field")?.querySelector("[data-count]");
    let composing = false;
    let told = Infinity;

    // How many characters may still come between these two places: in the field, and in their line.
    function room(before, after, start, gone, come) {
      const rest = before.slice(0, start) + before.slice(start + gone);
      const whole = !limit || after.length <= limit ? Infinity : limit - parts(rest).length;
      if (!each || come.includes("\n")) return whole;
      return Math.min(whole, each - parts(lineAt(rest, start)).length);
    }

    function within(after, before) {
      const { start, gone, come } = difference(before, after, element.selectionEnd);
      const free = Math.max(0, room(before, after, start, gone, come));
      if (come.length <= free) return after;
      const fits = parts(come.slice(0, Math.min(LONGEST * limit, AT_ONCE))).slice(0, free).join("");
      if (fits === come) return after;
      const caret = start + fits.length;
      element.value = before.slice(0, start) + fits + before.slice(start + gone);
      element.setSelectionRange(caret, caret);
      return element.value;
    }

    function typed() {
      if (composing || element.readOnly) return;
      const before = text.toString();
      const after = within(element.value, before);
      if (after !== before) {
        const { start, gone, come } = difference(before, after, element.selectionEnd);
        transact(() => {
          if (gone) text.delete(start, gone);
          if (come) text.insert(start, come);
        }, come);
      }
      counted(true);
    }

    // The caret stays with the letters it stands between.
    function shown(event) {
      if (composing) return;
      let [from, to] = [element.selectionStart, element.selectionEnd];
      let at = 0;
      for (const step of event?.delta ?? []) {
        if (step.retain) at += step.retain;
        if (step.insert) {
          const length = step.insert.length;
          if (at < from) from += length;
          if (at < to) to += length;
          at += length;
        }
        if (step.delete) {
          from -= Math.max(0, Math.min(from - at, step.delete));
          to -= Math.max(0, Math.min(to - at, step.delete));
        }
      }
      const said = text.toString();
      if (element.value === said) return;
      element.value = said;
      if (document.activeElement === element) element.setSelectionRange(from, to);
      counted(false);
    }

    // What a reader still may write, and in which words: of a list in the line that is being written, else in its longest.
    function left() {
      if (!each) return [limit - parts(element.value).length, "signs-left"];
      const lines = element.value.split("\n").filter((one) => one.trim());
      if (lines.length > most) return [most - lines.length, "lines-over"];
      const writing = document.activeElement === element && !element.readOnly;
      const looked = writing ? [lineAt(element.value, element.selectionEnd)] : lines;
      const free = each - Math.max(0, ...looked.map((one) => parts(one.trim()).length));
      return [free, free < 0 ? "line-over" : "line-left"];
    }

    function counted(own) {
      if (!count) return;
      const [free, word] = left();
      const said = say(word, { n: word === "lines-over" ? most : Math.abs(free) });
      if (count.textContent !== said) count.textContent = said;
      count.classList.toggle("warn", free <= NEAR);
      const worse = (free <= NEAR && told > NEAR) || (free < 0 && told >= 0);
      if (own && worse) Announce.polite(said);
      // Said at the first sign that one types oneself so near to the end, be it that others filled the field.
      if (own || told <= NEAR || free > NEAR) told = free;
    }

    const on = (name, work) => element.addEventListener(name, work, { signal });
    const heard = (event, transaction) => transaction.origin === "typed" || shown(event);

    on("input", typed);
    if (each) for (const moved of ["keyup", "click", "focus", "blur"]) on(moved, () => counted(false));
    on("compositionstart", () => (composing = true));
    on("compositionend", () => {
      composing = false;
      typed();
      shown();
    });
    text.observe(heard);
    signal.addEventListener("abort", () => text.unobserve(heard));
    shown();
    counted(false);
    return { shown, element };
  }

  return { bind };
})();
