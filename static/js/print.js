// Print buttons: data-print names the part of the page that goes on paper, alone.
(() => {
  const root = document.documentElement;
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-print]");
    if (!button) return;
    root.dataset.printing = button.dataset.print;
    window.print();
  });
  window.addEventListener("afterprint", () => delete root.dataset.printing);
})();
