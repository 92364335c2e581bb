// Opening a call is told to the server (data-call: the command's path) without holding up the link, which opens its own tab.
(() => {
  function opened(event) {
    const link = event.target.closest?.("a[data-call]");
    if (!link || (event.type === "auxclick" && event.button !== 1)) return;
    navigator.sendBeacon(link.dataset.call, new URLSearchParams({ once: Live.fresh() }));
  }

  document.addEventListener("click", opened);
  document.addEventListener("auxclick", opened);
})();
