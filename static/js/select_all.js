// Bulk actions: data-select-all in a table's head ticks every row; [data-selected] in the same form says how many are.

function boxes(form) {
  return [...form.querySelectorAll("tbody .tick input[type='checkbox']")];
}

function tell(form) {
  const all = boxes(form);
  const ticked = all.filter((box) => box.checked).length;
  const head = form.querySelector("[data-select-all]");
  if (head) {
    head.checked = ticked > 0 && ticked === all.length;
    head.indeterminate = ticked > 0 && ticked < all.length;
  }
  for (const words of form.querySelectorAll("[data-selected]")) words.textContent = ticked;
}

document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (!form) return;
  if (event.target.matches("[data-select-all]")) {
    for (const box of boxes(form)) box.checked = event.target.checked;
    tell(form);
  } else if (event.target.matches(".tick input")) {
    tell(form);
  }
});
