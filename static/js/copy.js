// A button with data-copy="id" first copies the text of that field, then sends its form with this button.
// The form's field "copied" tells whether it worked; the text goes along either way.

async function copy(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    return copyTheOldWay(field);
  }
}

// Without a secure connection browsers have no clipboard but this one.
function copyTheOldWay(field) {
  const wasHidden = field.hidden;
  field.hidden = false;
  field.select();
  const worked = document.execCommand("copy");
  field.hidden = wasHidden;
  return worked;
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-copy]");
  const field = button && document.getElementById(button.dataset.copy);
  if (!field || !field.value.trim()) return;

  event.preventDefault();
  const form = button.form;
  if (form.dataset.copying) return;
  form.dataset.copying = "yes";
  form.elements.copied.value = (await copy(field)) ? "yes" : "no";
  delete form.dataset.copying;
  form.requestSubmit(button);
});
