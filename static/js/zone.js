// An empty field for a time zone begins with the reader's own.
(() => {
  const field = document.querySelector("[data-own-zone]");
  if (field && !field.value) field.value = Intl.DateTimeFormat().resolvedOptions().timeZone || "";
})();
