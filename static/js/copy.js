// A button with data-copy="id" first copies the text of that field, then sends its form with this button.
// The form's field "copied" tells whether it worked; the text goes along either way.
// A button with data-copies="id" only copies the words of that element, and says so for a moment.

const SAID_MS = 2000;

async function copy(source) {
  try {
    await navigator.clipboard.writeText(source.value ?? source.innerText);
    return true;
  } catch {
    return copyTheOldWay(source);
  }
}

// Without a secure connection browsers have no clipboard but this one. What is marked stays marked, to copy by hand.
function copyTheOldWay(source) {
  const wasHidden = source.hidden;
  source.hidden = false;
  if (source.select) source.select();
  else getSelection().selectAllChildren(source);
  const worked = document.execCommand("copy");
  source.hidden = wasHidden;
  return worked;
}

async function copyAndSend(button, field) {
  const form = button.form;
  if (form.dataset.copying) return;
  form.dataset.copying = "yes";
  form.elements.copied.value = (await copy(field)) ? "yes" : "no";
  delete form.dataset.copying;
  form.requestSubmit(button);
}

async function copyAndSay(button, source) {
  if (button.dataset.said) return;
  button.dataset.said = "yes";
  const words = [...button.childNodes];
  button.replaceChildren((await copy(source)) ? "Copied" : "Marked: now copy it");
  setTimeout(() => {
    button.replaceChildren(...words);
    delete button.dataset.said;
  }, SAID_MS);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-copy], button[data-copies]");
  const source = button && document.getElementById(button.dataset.copy ?? button.dataset.copies);
  if (!source) return;
  if ("copies" in button.dataset) copyAndSay(button, source);
  else if (source.value.trim()) {
    event.preventDefault();
    copyAndSend(button, source);
  }
});
