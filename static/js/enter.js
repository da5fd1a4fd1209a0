// A textarea with data-enter is one line that may wrap: Enter sends its form, Shift+Enter breaks the line.

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  if (!(event.target instanceof HTMLElement) || !event.target.matches("textarea[data-enter]")) return;

  event.preventDefault();
  event.target.form.requestSubmit();
});
