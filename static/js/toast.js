// Toasts can be waved away. One without an undo and without bad news leaves by itself, unless it is being read.

const STAYS = 8000;

function leaveLater(toast) {
  if (toast.matches(".error") || toast.querySelector("form")) return;
  const leave = () => {
    if (toast.matches(":hover, :focus-within")) setTimeout(leave, STAYS);
    else toast.remove();
  };
  setTimeout(leave, STAYS);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-dismiss]");
  if (button) button.closest(".toast").remove();
});

const toasts = document.getElementById("toasts");
if (toasts) {
  toasts.querySelectorAll(".toast").forEach(leaveLater);
  new MutationObserver((changes) => {
    for (const change of changes) {
      for (const node of change.addedNodes) {
        if (node instanceof HTMLElement && node.matches(".toast")) leaveLater(node);
      }
    }
  }).observe(toasts, { childList: true });
}
