// A gallery walk: the list is the same for all; the sheets that the reader has opened are marked in it.
(() => {
  function look() {
    const mine = (document.getElementById("toured")?.dataset.opened ?? "").split(" ");
    for (const one of document.querySelectorAll("#gallery [data-practice]")) {
      one.querySelector(".opened").hidden = !mine.includes(one.dataset.practice);
    }
  }

  document.addEventListener("htmx:after:swap", look);
  look();
})();
