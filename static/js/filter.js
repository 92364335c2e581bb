// A field that leaves only the rows holding what is typed: data-filters names the table's body. Marks on letters do not count.
(() => {
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();

  document.addEventListener("input", (event) => {
    const rows = event.target.dataset?.filters && document.getElementById(event.target.dataset.filters);
    if (!rows) return;
    const typed = fold(event.target.value.trim()).split(/\s+/);
    for (const row of rows.children) row.hidden = !typed.every((part) => fold(row.textContent).includes(part));
  });
})();
