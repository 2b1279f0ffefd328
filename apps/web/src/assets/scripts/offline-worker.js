/* global self, caches, clients, fetch, location, Request, URL, SHELL, FILES */
/* Keeps one page and its files, and shows it below /work when there is no signal. Nothing personal is kept here. */
const CACHE = 'work-offline';

async function fill() {
  const cache = await caches.open(CACHE);
  const wanted = new Set(FILES.map((each) => new URL(each, location.origin).href));
  for (const each of await cache.keys()) if (!wanted.has(each.url)) await cache.delete(each);
  await cache.addAll(FILES.map((each) => new Request(each, {cache: 'reload'})));
}

self.addEventListener('install', (event) => event.waitUntil(fill().then(() => self.skipWaiting())));
self.addEventListener('activate', (event) => event.waitUntil(clients.claim()));
/* The page may be in another language by now. */
self.addEventListener('message', (event) => event.waitUntil(fill().catch(() => undefined)));

self.addEventListener('fetch', (event) => {
  const {request} = event;
  const {origin, pathname} = new URL(request.url);
  if (origin !== location.origin || request.method !== 'GET') return;
  if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => caches.match(SHELL)));
  else if (pathname.startsWith('/assets/')) {
    event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
  }
});
