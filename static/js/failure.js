// When a request behind the page fails, say so: nothing the owner wrote is thrown away, and nothing fails silently.

const WORDS = {
  "htmx:sendError": "Rapport cannot be reached just now. What you wrote is still here; try again in a moment.",
  "htmx:timeout": "That took too long. What you wrote is still here; try again in a moment.",
  "htmx:responseError": "That did not work. What you wrote is still here.",
};
const BY_STATUS = {
  403: "This page has grown old. Reload it and try again.",
  404: "That is not here any more. Reload the page to see what is.",
  413: "That is too big to take in.",
  429: "A little too quick. Try again in a minute.",
};

function say(words) {
  const shape = document.getElementById("toast-failure");
  const toasts = document.getElementById("toasts");
  if (!shape || !toasts) return;
  const toast = shape.content.firstElementChild.cloneNode(true);
  toast.querySelector("p").textContent = words;
  toasts.querySelectorAll(".toast.failure").forEach((old) => old.remove());
  toasts.append(toast);
}

for (const [name, words] of Object.entries(WORDS)) {
  document.body.addEventListener(name, (event) => {
    const status = event.detail && event.detail.xhr ? event.detail.xhr.status : 0;
    say(BY_STATUS[status] || words);
  });
}
