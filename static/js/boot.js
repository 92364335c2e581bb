// When the CDN refuses or stays silent: after three seconds stop waiting and load the local copies, one after the other.
// Their paths stand in data-htmx and data-ws of our own script tag.
(() => {
  const SILENT = 3000;
  const { htmx: htmxPath, ws: wsPath } = document.currentScript.dataset;
  if (!htmxPath) return;
  let begun = false;

  // The socket extension leaves this mark when it registers; that is why the page's configuration never holds `ws`.
  const complete = () => Boolean(window.htmx?.config.ws);

  const load = (path) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = path;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });

  async function rescue() {
    if (begun || complete()) return;
    begun = true;
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `local_scripts=1; Max-Age=3600; Path=/; SameSite=Lax${secure}`;
    if (!window.htmx) await load(htmxPath);
    if (!complete()) await load(wsPath);
    htmx.process(document.body);
  }

  document.addEventListener("DOMContentLoaded", rescue);
  setTimeout(() => {
    if (complete() || begun) return;
    window.stop();
    rescue();
  }, SILENT);
})();
