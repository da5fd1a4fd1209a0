// A button with data-copies="id" copies the words of that element, and says so for a moment.

const SAID_MS = 2000;

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // without a secure connection there is no clipboard: the words are marked instead
  }
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-copies]");
  const source = button && document.getElementById(button.dataset.copies);
  if (!source || button.dataset.said) return;

  button.dataset.said = button.textContent;
  const worked = await copied(source.innerText);
  if (!worked) getSelection().selectAllChildren(source);
  button.textContent = worked ? "Copied" : "Marked: now copy it";
  setTimeout(() => {
    button.textContent = button.dataset.said;
    delete button.dataset.said;
  }, SAID_MS);
});
