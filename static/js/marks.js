// As many marks as one has can be given, no more: the rest cannot be ticked until one is taken back.
(() => {
  function look() {
    for (const form of document.querySelectorAll("form[data-marks]")) {
      const boxes = [...form.querySelectorAll("[name=marks]")];
      const full = boxes.filter((box) => box.checked).length >= Number(form.dataset.marks);
      for (const box of boxes) box.disabled = full && !box.checked;
    }
  }

  document.addEventListener("change", look);
  document.addEventListener("htmx:after:swap", look);
  look();
})();
