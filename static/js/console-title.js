// The tab's title says who calls while other tabs are in front: "(1) help · Room 3 · …", from the panels' data-title.
(() => {
  const plain = document.title;

  function look() {
    const calls = [...document.querySelectorAll("main [data-title]")].map((part) => part.dataset.title);
    const title = [...calls, plain].join(" · ");
    if (document.title !== title) document.title = title;
  }

  document.addEventListener("htmx:after:swap", look);
  look();
})();
