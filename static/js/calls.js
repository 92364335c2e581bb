// Opening a call is told to the server (data-call: the command's path) without holding up the link, which opens its own tab.
(() => {
  const called = document.documentElement.dataset.called;

  // A Jitsi room (its link bears a subject) is told who comes, so that nobody has to type their name.
  function name(link) {
    if (!called || !link.hash.startsWith("#config.subject=") || link.hash.includes("userInfo")) return;
    link.href += `&userInfo.displayName=${encodeURIComponent(JSON.stringify(called))}`;
  }

  function opened(event) {
    const link = event.target.closest?.("a[data-call]");
    if (!link || (event.type === "auxclick" && event.button !== 1)) return;
    name(link);
    navigator.sendBeacon(link.dataset.call, new URLSearchParams({ once: Live.fresh() }));
  }

  document.addEventListener("click", opened);
  document.addEventListener("auxclick", opened);
})();
