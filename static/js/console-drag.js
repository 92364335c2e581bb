// An extra for a mouse or a pen: while people are being moved, a name can be dragged to a room. Menus and keys come first.
(() => {
  const form = document.getElementById("moving");
  const picking = document.getElementById("picking");
  if (!form) return;
  const FAR = 8;
  let drag = null;

  const place = (event) => document.elementFromPoint(event.clientX, event.clientY)?.closest(".room, #elsewhere");
  const number = (room) => (room.id === "elsewhere" ? 0 : Number(room.id.split("-").pop()));

  function mark(room) {
    for (const each of document.querySelectorAll(".over")) if (each !== room) each.classList.remove("over");
    room?.classList.add("over");
  }

  function end() {
    drag = null;
    mark(null);
    picking.closest(".console").classList.remove("dragging");
  }

  // A room that is being prepared is meant for the next round while others talk.
  function drop(label, room) {
    const box = label.querySelector("input");
    if (!box.checked) box.click();
    form.elements.room.value = number(room);
    const later = room.id.startsWith("nextroom-") && form.querySelector("button[value=next]");
    (later || form.querySelector("button[value=now]"))?.click();
  }

  document.addEventListener("pointerdown", (event) => {
    const label = event.target.closest?.(".people label");
    if (!label || !picking.checked || event.button !== 0 || event.pointerType === "touch") return;
    drag = { label, x: event.clientX, y: event.clientY, on: false };
  });
  document.addEventListener("pointermove", (event) => {
    if (!drag) return;
    drag.on ||= Math.hypot(event.clientX - drag.x, event.clientY - drag.y) > FAR;
    if (!drag.on) return;
    picking.closest(".console").classList.add("dragging");
    mark(place(event));
  });
  document.addEventListener("pointerup", (event) => {
    const { label, on } = drag ?? {};
    const room = on && place(event);
    if (room && !room.contains(label)) drop(label, room);
    end();
  });
  document.addEventListener("pointercancel", end);
  document.addEventListener("keydown", (event) => event.key === "Escape" && end());
})();
