// Asks the browser to be notified. A form with data-push (the server's public key) and data-worker (the address of the
// service worker) is sent with where the browser can be reached; why it cannot be is said in [data-push-words].

const form = document.querySelector("form[data-push]");

function say(why) {
  form.querySelector("[data-push-words]").textContent = form.dataset[why] ?? "";
}

function whyNot() {
  if (!window.isSecureContext) return "insecure";
  if (!("serviceWorker" in navigator) || !("PushManager" in window) || !("Notification" in window)) return "unable";
  return Notification.permission === "denied" ? "denied" : "";
}

function bytesOf(key) {
  const plain = atob(key.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function isFor(subscription, key) {
  const theirs = new Uint8Array(subscription.options.applicationServerKey ?? []);
  return theirs.length === key.length && theirs.every((byte, at) => byte === key[at]);
}

// A subscription made for earlier keys of the server is of no use any more.
async function subscribed(key) {
  const registration = await navigator.serviceWorker.register(form.dataset.worker);
  await navigator.serviceWorker.ready;
  const known = await registration.pushManager.getSubscription();
  if (known && isFor(known, key)) return known;
  if (known) await known.unsubscribe();
  return registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
}

async function ask() {
  say("");
  if ((await Notification.requestPermission()) !== "granted") return say("denied");
  const { endpoint, keys } = (await subscribed(bytesOf(form.dataset.push))).toJSON();
  form.elements.endpoint.value = endpoint;
  form.elements.p256dh.value = keys.p256dh;
  form.elements.auth.value = keys.auth;
  form.submit();
}

if (form) {
  const button = form.querySelector("button");
  const reason = whyNot();
  button.disabled = Boolean(reason);
  say(reason);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    try {
      await ask();
    } catch {
      say("failed");
    }
    button.disabled = false;
  });
}
