// How many chose a topic stands in its button, too: counts are everybody's, the buttons one's own.
(() => {
  function look() {
    for (const place of document.querySelectorAll("[data-counts]")) {
      const said = document.querySelector(`#counted-${place.dataset.counts} .how-many`)?.innerHTML ?? "";
      if (place.innerHTML !== said) place.innerHTML = said;
    }
  }

  document.addEventListener("htmx:after:swap", look);
  look();
})();
