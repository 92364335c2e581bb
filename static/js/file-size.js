// A file that is too large is refused before it is sent: the words beside it would be lost with it.
document.addEventListener("change", ({ target }) => {
  if (!target.dataset?.most) return;
  target.setCustomValidity(target.files[0]?.size > Number(target.dataset.most) ? target.dataset.over : "");
  target.reportValidity();
});
