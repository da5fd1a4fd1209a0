// The service worker: shows what arrives, and opens the page it leads to. It keeps nothing and answers no requests.

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("push", (event) => {
  let told = {};
  try {
    told = event.data.json();
  } catch {
    // A browser must show something for every message, also for one that it cannot read.
  }
  const options = { body: told.text ?? "", tag: told.key ?? "rapport", data: { link: told.link ?? "/" } };
  event.waitUntil(self.registration.showNotification(told.title ?? "Rapport", options));
});

function leadsHere(link) {
  try {
    const address = new URL(link, self.location.origin);
    return address.origin === self.location.origin ? address.href : self.location.origin;
  } catch {
    return self.location.origin;
  }
}

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(self.clients.openWindow(leadsHere(event.notification.data?.link)));
});
