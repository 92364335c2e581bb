// At the door: look every few seconds whether the team has answered; the page changes only when it has.
(() => {
  const door = document.querySelector("[data-looks]");
  if (!door) return;

  async function look() {
    try {
      const answer = await fetch(location.href, { cache: "no-store", redirect: "manual" });
      if (answer.type === "opaqueredirect" || !(await answer.text()).includes("data-looks")) return location.reload();
    } catch {
      // The next look may reach it.
    }
    setTimeout(look, 1000 * Number(door.dataset.looks));
  }

  setTimeout(look, 1000 * Number(door.dataset.looks));
})();
