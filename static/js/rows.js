// Rows of long lists: a row that is not on the page yet gets an empty place, in order, before htmx looks for it.
(() => {
  function before(one, other) {
    const [a, b] = [one, other].map((row) => row.dataset.order);
    return Number.isNaN(a - b) ? a < b : a - b < 0;
  }

  function put(list, row) {
    const next = [...list.children].find((other) => other !== row && other.dataset.order && before(row, other));
    const there = next ?? null;
    if (row.parentElement === list) {
      if (row.nextElementSibling === there) return;
      // moveBefore keeps the focus inside; without it a row that somebody stands in stays where it is.
      if (list.moveBefore) return list.moveBefore(row, there);
      if (row.contains(document.activeElement)) return;
    }
    list.insertBefore(row, there);
  }

  function place(made) {
    const list = document.getElementById(made.dataset.list);
    if (!list || !made.id) return null;
    const empty = made.cloneNode(false);
    put(list, empty);
    return empty;
  }

  document.addEventListener("htmx:before:swap", (event) => {
    for (const task of event.detail.tasks) {
      const made = task.fragment?.firstElementChild;
      if (!made?.dataset?.list) continue;
      if (!task.target) task.target = place(made);
      else if (task.target.dataset.order !== made.dataset.order) {
        task.target.dataset.order = made.dataset.order;
        put(document.getElementById(made.dataset.list), task.target);
      }
    }
  });
})();
