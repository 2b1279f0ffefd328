/* global window, BroadcastChannel, navigator, indexedDB, location, crypto, fetch, Blob, FormData, addEventListener, setTimeout, clearTimeout */
/* Hours without signal: written down in this browser, and sent with a key once there is signal, so that they count once. */
{
  const kept = document.querySelector('[data-offline-kept]');
  const form = document.querySelector('form[data-offline-form]');
  const [SOON, LATEST] = [1_000, 30_000];
  const able = 'indexedDB' in window && 'serviceWorker' in navigator;

  const database = () =>
    new Promise((resolve, reject) => {
      const opening = indexedDB.open('alongside-hours', 1);
      opening.onupgradeneeded = () => {
        opening.result.createObjectStore('queue', {keyPath: 'key'});
        opening.result.createObjectStore('known', {keyPath: 'name'});
      };
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
  const within = async (store, mode, does) => {
    const opened = await database();
    try {
      return await new Promise((resolve, reject) => {
        const transaction = opened.transaction(store, mode);
        const asked = does(transaction.objectStore(store));
        transaction.oncomplete = () => resolve(asked.result);
        transaction.onerror = () => reject(transaction.error);
        transaction.onabort = () => reject(transaction.error);
      });
    } finally {
      opened.close();
    }
  };
  const put = (store, value) => within(store, 'readwrite', (each) => each.put(value));
  const drop = (key) => within('queue', 'readwrite', (each) => each.delete(key));
  const queue = () => within('queue', 'readonly', (each) => each.getAll());
  const known = async () => (await within('known', 'readonly', (each) => each.get('visits'))) ?? {visits: []};

  const keep = async (visit, fields, file) => {
    const {person, visits} = await known();
    const {who = '', when = ''} = visits.find((each) => each.id === visit) ?? {};
    const entry = {key: crypto.randomUUID(), made_at: new Date().toISOString(), person, visit, fields, who, when};
    await put('queue', {...entry, file: file && file.size > 0 ? file : null});
  };

  if (able && kept) {
    const words = kept.querySelector('[data-offline-words]').dataset;
    const say = (text) => {
      kept.querySelector('[data-offline-say]').textContent = text;
      if (text) kept.hidden = false;
    };
    const show = async () => {
      const list = kept.querySelector('[data-offline-list]');
      const entries = await queue();
      list.replaceChildren(
        ...entries.map((entry) => {
          const row = kept.querySelector('[data-offline-row]').content.cloneNode(true);
          const times = words.times.replace('FROM', entry.fields.started).replace('TO', entry.fields.ended);
          row.querySelector('[data-offline-what]').textContent = `${entry.who} ${entry.when}: ${times}`;
          row.querySelector('[data-offline-state]').textContent = entry.refused ?? words.waiting;
          row.querySelector('[data-offline-drop]').addEventListener('click', () => drop(entry.key).then(show));
          return row;
        }),
      );
      kept.hidden = entries.length === 0 && !kept.querySelector('[data-offline-say]').textContent;
    };

    /* Two windows may send the same: its key makes it count once, and each of them says that it is sent. */
    const windows = new BroadcastChannel('alongside-hours');
    windows.onmessage = () => {
      say(words.sent);
      return show().then(list);
    };
    const post = async (entry, token) => {
      const body = new FormData();
      const fields = {_csrf: token, key: entry.key, made_at: entry.made_at, visit: entry.visit, ...entry.fields};
      for (const [name, value] of Object.entries(fields)) body.append(name, value);
      body.append('file', entry.file ?? new Blob([]), entry.file ? entry.file.name : '');
      const answer = await fetch('/work/offline/hours', {method: 'POST', body});
      if (answer.ok) return drop(entry.key);
      /* Only what the page itself says is a refusal; anything else is tried again. */
      if (!answer.headers.get('content-type')?.startsWith('application/json')) throw new Error('later');
      const {message} = await answer.json();
      await put('queue', {...entry, refused: message});
    };
    let sending = false;
    let wait = SOON;
    let next;
    const send = async () => {
      if (sending) return;
      sending = true;
      clearTimeout(next);
      try {
        const ready = await fetch('/work/offline/ready');
        const waiting = (await queue()).filter((each) => !each.refused);
        if (!ready.ok) {
          if (waiting.length) say(words.signIn);
          return;
        }
        const {person, token, visits} = await ready.json();
        await put('known', {name: 'visits', person, visits});
        const own = waiting.filter((each) => !each.person || each.person === person);
        for (const entry of own) await post(entry, token);
        const left = new Set((await queue()).map((each) => each.key));
        if (own.some((each) => !left.has(each.key))) {
          say(words.sent);
          windows.postMessage('sent');
        }
        wait = SOON;
      } catch {
        /* No signal yet, or not quite: it stays where it is, and is tried again, sooner at first. */
        if ((await queue()).some((each) => !each.refused)) next = setTimeout(send, wait);
        wait = Math.min(wait * 2, LATEST);
      } finally {
        sending = false;
        await show();
        await list();
      }
    };

    const entryForm = document.querySelector('form[data-offline-entry]');
    const choose = (visit) => {
      entryForm.hidden = false;
      entryForm.reset();
      entryForm.dataset.visit = visit.id;
      const heading = entryForm.querySelector('[data-offline-for]');
      heading.textContent = `${visit.who}, ${visit.when}`;
      entryForm.elements.namedItem('started').value = visit.started;
      entryForm.elements.namedItem('ended').value = visit.ended;
      entryForm.querySelector('[data-offline-miles]').hidden = !visit.miles;
      entryForm.querySelector('[data-offline-night]').hidden = !visit.night;
      document.querySelector('[data-offline-some]').hidden = true;
      heading.focus();
    };
    /* Those that are over, or are going on; what waits in the queue is not asked for again. */
    const list = async () => {
      if (!entryForm || !entryForm.hidden) return;
      const waiting = new Set((await queue()).filter((each) => !each.refused).map((each) => each.visit));
      const {visits} = await known();
      const open = visits.filter((each) => !waiting.has(each.id));
      const rows = open.map((visit) => {
        const row = document.querySelector('[data-offline-visit]').content.cloneNode(true);
        row.querySelector('[data-offline-who]').textContent = visit.who;
        row.querySelector('[data-offline-when]').textContent = visit.when;
        const button = row.querySelector('[data-offline-choose]');
        button.setAttribute('aria-label', `${button.textContent}: ${visit.who}, ${visit.when}`);
        button.addEventListener('click', () => choose(visit));
        return row;
      });
      document.querySelector('[data-offline-visits]').replaceChildren(...rows);
      document.querySelector('[data-offline-some]').hidden = rows.length === 0;
      document.querySelector('[data-offline-none]').hidden = visits.length > 0;
      const here = /^\/work\/visits\/([^/]+)/.exec(location.pathname)?.[1];
      const asked = open.find((each) => each.id === here);
      if (asked) choose(asked);
    };
    entryForm?.addEventListener('submit', (event) => {
      event.preventDefault();
      const {file, ...fields} = Object.fromEntries(new FormData(entryForm));
      keep(entryForm.dataset.visit, fields, file).then(async () => {
        entryForm.hidden = true;
        say(words.kept);
        await show();
        await list();
        kept.scrollIntoView();
        if (navigator.onLine) await send();
      });
    });
    entryForm?.querySelector('[data-offline-cancel]').addEventListener('click', () => {
      entryForm.hidden = true;
      document.querySelector('[data-offline-some]').hidden = false;
    });

    for (const each of document.querySelectorAll('[data-offline-able]')) each.hidden = false;
    navigator.serviceWorker
      .register('/work/sw.js', {scope: '/work'})
      .then(() => navigator.serviceWorker.ready)
      .then((ready) => ready.active.postMessage('refresh'))
      .catch(() => undefined);
    addEventListener('online', () => {
      wait = SOON;
      return send();
    });
    /* Phones do not always say that there is signal again: taking it out of the pocket is a good moment to try. */
    document.addEventListener('visibilitychange', () => document.hidden || send());
    show().then(list).then(send);
  }

  /* The form that was opened with signal, and is sent without. */
  form?.addEventListener('submit', (event) => {
    if (navigator.onLine || !able) return;
    event.preventDefault();
    const fields = Object.fromEntries(
      ['started', 'ended', 'miles', 'awake'].map((each) => [each, new FormData(form).get(each) ?? '']),
    );
    keep(form.dataset.visit, fields, null).then(() => location.assign('/work/offline'));
  });

  /* Whoever takes the phone next has no business with these names. What was not sent yet stays. */
  document.querySelector('form[action="/sign-out"]')?.addEventListener('submit', () => {
    if (able) within('known', 'readwrite', (each) => each.clear()).catch(() => undefined);
  });
}
