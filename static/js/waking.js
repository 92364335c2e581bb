// Coming back: a phone that wakes, a network that returns, a half-open socket, a page taken out of the browser's drawer.
const Waking = (() => {
  const WATCHDOG = 34000;
  const QUIET = 15000;
  const STUCK = 2000;
  const self = { reopen, missing: () => performance.now() - Live.heard > QUIET };
  if (!Live.element) return self;

  // The extension hears of a dead socket only by its close event, so the page sends it that; then it tries again at once.
  function reopen() {
    if (Live.stopped || !window.htmx) return;
    const connection = Live.element._htmx?.ws?.connection;
    if (!connection) return htmx.trigger(Live.element, "live:open", {}, false);
    const usual = connection.config.reconnectDelay;
    clearTimeout(connection.timer);
    connection.attempt = 0;
    connection.config.reconnectDelay = 50;
    connection.socket.close();
    connection.socket.dispatchEvent(new CloseEvent("close", { code: 1006 }));
    connection.config.reconnectDelay = usual;
    // What the old socket says from now on (its real close event, too) is not listened to.
    connection.abortController.abort();
  }

  function wake() {
    const stuck = !Live.isOpen() && performance.now() - Live.tried > STUCK;
    const waiting = Live.connection?.socket?.readyState !== WebSocket.CONNECTING;
    if (stuck || (!Live.isOpen() && waiting) || self.missing()) reopen();
    Live.tell("live:woken");
  }

  document.addEventListener("visibilitychange", () => document.hidden || wake());
  window.addEventListener("online", reopen);
  window.addEventListener("pageshow", (event) => event.persisted && reopen());
  setInterval(() => {
    const last = Live.isOpen() ? Live.heard : Live.tried;
    if (performance.now() - last > WATCHDOG) reopen();
  }, 5000);
  return self;
})();
