// One field of a shared text: what is typed becomes a change of the text, what others type comes in without moving the
// caret. A field holds so many characters as a reader counts them, and no more.
const WritingField = (() => {
  const NEAR = 20;
  const LONGEST = 40; // code units of one character, at most: a megabyte is not looked at whole
  const signs = window.Intl?.Segmenter ? new Intl.Segmenter(undefined, { granularity: "grapheme" }) : null;
  const parts = (text) => (signs ? Array.from(signs.segment(text), (one) => one.segment) : Array.from(text));
  const high = (text, at) => /[\ud800-\udbff]/.test(text[at - 1] ?? "") && /[\udc00-\udfff]/.test(text[at] ?? "");

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

  function bind(element, text, transact) {
    const limit = Number(element.dataset.limit || 0);
    const count = element.closest(".field")?.querySelector("[data-count]");
    let composing = false;
    let told = Infinity;

    function within(after, before) {
      if (!limit || (after.length <= LONGEST * limit && parts(after).length <= limit)) return after;
      const { start, gone, come } = difference(before, after, element.selectionEnd);
      const rest = before.slice(0, start) + before.slice(start + gone);
      const room = Math.max(0, limit - parts(rest).length);
      const fits = parts(come.slice(0, LONGEST * limit)).slice(0, room).join("");
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
        });
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

    function counted(own) {
      if (!count) return;
      const left = limit - parts(element.value).length;
      count.textContent = say("signs-left", { n: left });
      count.classList.toggle("warn", left <= NEAR);
      if (own && left <= NEAR && told > NEAR) Announce.polite(say("signs-left", { n: left }));
      told = left;
    }

    element.addEventListener("input", typed);
    element.addEventListener("compositionstart", () => (composing = true));
    element.addEventListener("compositionend", () => {
      composing = false;
      typed();
      shown();
    });
    text.observe((event, transaction) => transaction.origin === "typed" || shown(event));
    shown();
    counted(false);
    return { shown, element };
  }

  return { bind };
})();
