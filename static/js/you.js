// Thirty people get the same HTML; this marks what is about the reader (<html data-me>): "(you)", for me only, for others only.
(() => {
  const me = document.documentElement.dataset.me;
  if (!me) return;

  function mark(part) {
    part.classList.add("you");
    if (part.querySelector(".you-mark")) return;
    const word = document.createElement("span");
    word.className = "you-mark";
    word.textContent = say("you");
    part.append(" ", word);
  }

  function look() {
    document.querySelectorAll(`[data-person="${CSS.escape(me)}"]:not(option)`).forEach(mark);
    document.querySelectorAll("[data-only]").forEach((part) => (part.hidden = !part.dataset.only.split(" ").includes(me)));
    document.querySelectorAll("[data-unless]").forEach((part) => (part.hidden = part.dataset.unless.split(" ").includes(me)));
  }

  document.addEventListener("htmx:after:swap", look);
  look();
})();
