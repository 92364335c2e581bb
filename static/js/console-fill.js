// A button of a row that fills a form standing elsewhere (data-fills: its id, data-values: by field) and goes to it.
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-fills]");
  const form = button && document.getElementById(button.dataset.fills);
  if (!form) return;
  event.preventDefault();
  for (const [name, value] of Object.entries(JSON.parse(button.dataset.values))) {
    if (form.elements[name]) form.elements[name].value = value;
  }
  button.closest("details.menu")?.removeAttribute("open");
  form.closest("details").open = true;
  form.querySelector("input[type=text], textarea").focus();
});
