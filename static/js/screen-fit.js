// The plenary screen's rooms are laid out and written as large as all of them fit whole (data-fit), whatever their number
// and the window's size: how many rooms stand side by side, and in how many columns their names.
(() => {
  const LEAST = 11;
  const MOST = 96;
  const LONG = 20;
  const SHORT = 14;
  const root = document.documentElement;
  if (!document.querySelector("[data-fit]")) return;

  let fitted = "";

  const set = (name, value) => root.style.setProperty(name, value);

  // Nothing is below the edge, no word wider than its place.
  function whole(part) {
    if (part.scrollHeight > part.clientHeight + 1) return false;
    return [...part.querySelectorAll("li, .room-words")].every((one) => one.scrollWidth <= one.clientWidth + 1);
  }

  function fits(part, size) {
    set("--wall", `${size}px`);
    return whole(part);
  }

  // The largest size in this shape; 0 where it is not better than `best`.
  function largest(part, best) {
    let [small, large] = [Math.max(LEAST, best * 1.03), MOST];
    if (!fits(part, small)) return 0;
    while (large - small > 1) {
      const middle = (small + large) / 2;
      if (fits(part, middle)) small = middle;
      else large = middle;
    }
    return small;
  }

  function shapes(part) {
    const count = part.children.length;
    if (part.classList.contains("numbers")) return [[0, 1]];
    const beside = new Set([1, 2, 3, 4].map((rows) => Math.min(8, Math.ceil(count / rows))));
    const columns = count > 6 ? [1, 2] : [1, 2, 3];
    return [...beside].flatMap((rooms) => columns.map((names) => [rooms, names]));
  }

  function shape(rooms, names) {
    if (rooms) set("--rooms-beside", rooms);
    set("--names-beside", names);
  }

  // Short names stay on one line. Words of a normal length are never parted; one of eighty letters has to be.
  function mark(part) {
    fold(part, Infinity);
    for (const name of part.querySelectorAll("bdi")) {
      name.classList.toggle("short", name.textContent.length <= SHORT);
      name.classList.toggle("long", name.textContent.split(/[\s-]/).some((word) => word.length > LONG));
    }
  }

  // A heading of two lines has the room's number on the first, without the dot between.
  function fold(part, size) {
    for (const words of part.querySelectorAll(".room-words")) {
      words.classList.toggle("folded", words.clientHeight > size * 2);
    }
  }

  function fit() {
    const part = document.querySelector("[data-fit]");
    if (!part || part.hidden || getComputedStyle(part).overflowY !== "hidden") {
      for (const name of ["--wall", "--rooms-beside", "--names-beside"]) root.style.removeProperty(name);
      fitted = "";
      return;
    }
    mark(part);
    const now = `${part.clientWidth} ${part.clientHeight} ${part.textContent}`;
    if (now === fitted) return fold(part, parseFloat(getComputedStyle(part).fontSize));
    fitted = now;
    let best = { size: 0, given: shapes(part)[0] };
    for (const given of shapes(part)) {
      shape(...given);
      const size = largest(part, best.size);
      if (size) best = { size, given };
    }
    shape(...best.given);
    settle(part, best.size || LEAST);
  }

  // A folded heading may take a line more than it was measured with.
  function settle(part, size) {
    set("--wall", `${size}px`);
    fold(part, size);
    if (size > LEAST && !whole(part)) settle(part, Math.max(LEAST, size * 0.97));
  }

  document.addEventListener("htmx:after:swap", fit);
  window.addEventListener("resize", fit);
  fit();
})();
