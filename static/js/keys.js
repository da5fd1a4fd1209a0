// Single-letter keys. Whatever carries data-key="x" is activated by pressing x: a field is focused,
// anything else is clicked. An open dialog keeps the keys to itself; the page's own come before the shell's.
// Nothing happens while typing, with a modifier held, or where <html data-keys="off">.

const NOT_TYPED_IN = new Set(["checkbox", "radio", "button", "submit", "reset", "file", "range"]);

function isTyping(element) {
  if (element.isContentEditable) return true;
  if (element.matches("textarea, select")) return true;
  return element.matches("input") && !NOT_TYPED_IN.has(element.type);
}

function isField(element) {
  return element.matches("textarea, select") || (element.matches("input") && isTyping(element));
}

function isUsable(element) {
  return element.getClientRects().length > 0 && !element.matches(":disabled, [aria-disabled='true']");
}

function withKey(root, key) {
  return [...root.querySelectorAll("[data-key]")].filter((one) => one.dataset.key === key && isUsable(one));
}

function chosenFor(key) {
  const dialog = document.querySelector("dialog[open]");
  if (dialog) return withKey(dialog, key)[0];
  const main = document.querySelector("main");
  // Outside the page's own part the newest wins: of two toasts, the one that came last is undone.
  return (main && withKey(main, key)[0]) || withKey(document, key).at(-1);
}

function activate(element) {
  if (isField(element)) {
    element.focus();
    if (typeof element.select === "function") element.select();
    return;
  }
  element.click();
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.repeat || event.isComposing) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.documentElement.dataset.keys === "off" || isTyping(event.target)) return;

  const element = chosenFor(event.key);
  if (!element) return;
  event.preventDefault();
  activate(element);
});
