// Dialogs. A link or button with data-dialog="id" opens that <dialog>; without a script the link simply leads on.
// Where the page has the same thing already, data-instead="selector" names the field to focus instead.
// data-close inside it closes it, a click beside it too; data-close-on="event" closes it when the page hears that event.

function open(dialog) {
  if (dialog.open) return;
  dialog.showModal();
  const field = dialog.querySelector("[autofocus], textarea, input:not([type='hidden'])");
  if (field) field.focus();
}

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;

  const opener = event.target.closest("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (dialog) {
    event.preventDefault();
    const instead = opener.dataset.instead && document.querySelector(opener.dataset.instead);
    if (instead) instead.focus();
    else open(dialog);
    return;
  }
  if (event.target.closest("dialog [data-close]")) {
    event.preventDefault();
    event.target.closest("dialog").close();
  } else if (event.target.matches("dialog[open]")) {
    // Only the backdrop has the dialog itself as target; the padding is told apart by its box.
    const box = event.target.getBoundingClientRect();
    const inside =
      event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
    if (!inside) event.target.close();
  }
});

for (const dialog of document.querySelectorAll("dialog[data-close-on]")) {
  document.body.addEventListener(dialog.dataset.closeOn, () => dialog.close());
}
