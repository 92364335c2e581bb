// One form with several ways: the button that was pressed says where it goes (formaction), as it does without script.
document.addEventListener("htmx:config:request", (event) => {
  const { ctx } = event.detail;
  const way = ctx.sourceEvent?.submitter?.getAttribute("formaction");
  if (way) ctx.request.action = way;
});
