// Picking people to move: ticks survive pushes, "ama 3" finds Amal and room 3, two can be swapped, several pinned.
(() => {
  const form = document.getElementById("moving");
  if (!form) return;
  const quick = document.getElementById("quick");
  const found = document.getElementById("quick-found");
  const picked = new Map();
  let unclear = "";
  let noted = "";

  const boxes = () => document.querySelectorAll('input[name="people"][form="moving"]');
  const name = (box) => box.closest("li").querySelector(".name").textContent.trim();
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();

  function show() {
    for (const box of boxes()) box.checked = picked.has(box.value);
    found.textContent = [...picked.values()].join(found.dataset.comma) || unclear || noted || found.dataset.none;
  }

  function clear() {
    picked.clear();
    quick.value = unclear = "";
    form.elements.anyway.checked = false;
    show();
  }

  // A wish moves nobody: what was noted is said where the names stood, until others are picked.
  function note({ action, body }) {
    const pin = /\/pins\/([^/]+)$/.exec(action);
    const said = pin ? `${found.dataset.pinned} ${body.get("room")}` : action.endsWith("/groups") && found.dataset[body.get("kind")];
    if (!said) noted = "";
    else if (picked.size) noted = `${said} – ${[...picked.values()].join(found.dataset.comma)}`;
  }

  function matching(start) {
    const people = new Map();
    for (const box of boxes()) {
      const words = fold(name(box)).split(/\s+/);
      const typed = start.split(/\s+/);
      if (typed.every((part) => words.some((word) => word.startsWith(part)))) people.set(box.value, name(box));
    }
    return people;
  }

  function read() {
    const [, start, room] = fold(quick.value.trim()).match(/^(\D*?)\s*(\d*)$/u) ?? [null, "", ""];
    if (room) form.elements.room.value = room;
    picked.clear();
    noted = "";
    const people = start.length > 1 ? matching(start) : new Map();
    if (people.size === 1) for (const [id, shown] of people) picked.set(id, shown);
    unclear = people.size > 1 ? `${found.dataset.many} ${[...people.values()].join(found.dataset.comma)}` : "";
    show();
  }

  function post(path, values) {
    htmx.ajax("POST", path, { source: form, swap: "none", values });
  }

  document.addEventListener("change", (event) => {
    const box = event.target;
    if (!box.matches?.('input[name="people"][form="moving"]')) return;
    if (box.checked) picked.set(box.value, name(box));
    else picked.delete(box.value);
    noted = "";
    show();
  });
  document.addEventListener("click", (event) => {
    const swaps = event.target.closest?.("[data-swap]") && document.getElementById("hands").dataset.swaps;
    if (swaps && picked.size === 2) {
      const [one, other] = picked.keys();
      post(swaps, form.elements.anyway.checked ? { one, other, anyway: "true" } : { one, other });
    }
    const pins = event.target.closest?.("[data-pins]");
    if (pins && form.elements.room.reportValidity()) {
      for (const person of picked.keys()) post(pins.dataset.pins + person, { room: form.elements.room.value });
    }
  });
  document.addEventListener("htmx:after:request", (event) => {
    const from = event.target;
    const ours = from === form || from.form === form || from.closest?.("#notice");
    if (!ours || event.detail.ctx.response?.status !== 204) return;
    note(event.detail.ctx.request);
    clear();
  });
  document.addEventListener("htmx:after:swap", show);
  // On a phone the bar lies over the lower half of the page: the names to tick come above it.
  document.getElementById("picking").addEventListener("change", (event) => {
    if (event.target.checked && matchMedia("(max-width: 30rem)").matches) document.querySelector(".console .room")?.scrollIntoView({ block: "nearest" });
  });
  form.querySelector(".done").addEventListener("click", () => {
    const opener = document.getElementById("picking");
    opener.click();
    opener.focus({ preventScroll: true });
  });
  quick.addEventListener("input", read);
  show();
})();
