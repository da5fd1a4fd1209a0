// Chooses the browser's time zone in a select with data-zone, where the list has it.

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
for (const select of document.querySelectorAll("select[data-zone]")) {
  if ([...select.options].some((option) => option.value === zone)) select.value = zone;
}
