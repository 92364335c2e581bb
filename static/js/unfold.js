// A link to a folded part of the page (<details>) opens it.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href^="#"]');
  const part = link && document.getElementById(link.hash.slice(1));
  if (part instanceof HTMLDetailsElement) part.open = true;
});
