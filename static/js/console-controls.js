// A room's menu is fetched when it opens, and anew when its room changes meanwhile: rows of a thousand people stay light.
(() => {
  async function fetched(menu) {
    const body = menu.querySelector(".menu-body");
    await htmx.ajax("GET", menu.dataset.controls, { source: menu, target: body, swap: "innerMorph" });
    if (menu.open) body.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("toggle", ({ target }) => {
    if (target.matches("[data-controls][open]")) fetched(target);
  }, true);
  document.addEventListener("htmx:before:swap", (event) => {
    const menu = document.querySelector("[data-controls][open]");
    const row = menu?.closest(".room");
    if (row && event.detail.tasks.some(({ target }) => target === row)) setTimeout(() => row.isConnected && fetched(menu));
  });
})();
