/* global localStorage, HTMLDialogElement, setTimeout, URLSearchParams, FormData, fetch */
/* Warns five minutes before a session ends, and lets it go on. Whoever works in another tab is not warned in this one. */
{
  const dialog = document.getElementById('app-timeout');
  const WARN_MS = 5 * 60_000;
  const KEY = 'signed-in-until';
  const remember = (value) => {
    try {
      localStorage.setItem(KEY, String(value));
    } catch {
      /* not allowed here: then each tab knows of itself alone */
    }
  };
  const remembered = () => {
    try {
      return Number(localStorage.getItem(KEY));
    } catch {
      return 0;
    }
  };

  if (dialog instanceof HTMLDialogElement) {
    let until = Date.parse(dialog.dataset.expiresAt ?? '');
    const last = 'last' in dialog.dataset;
    remember(until);
    const show = (selector, shown) => {
      for (const each of dialog.querySelectorAll(selector)) each.hidden = !shown;
    };
    const look = () => {
      if (!last) until = Math.max(until, remembered());
      const left = until - Date.now();
      if (left > WARN_MS) return void setTimeout(look, Math.min(left - WARN_MS, 60_000));
      if (!dialog.open) dialog.showModal();
      if (left > 0) return void setTimeout(look, Math.min(left + 500, 10_000));
      show('#app-timeout-text, [data-timeout-stay]', false);
      show('[data-timeout-over], [data-timeout-close]', true);
    };
    dialog.querySelector('form[action="/account/stay"][method="post"]')?.addEventListener('submit', (event) => {
      event.preventDefault();
      const form = event.currentTarget;
      const sent = {
        method: 'POST',
        body: new URLSearchParams(new FormData(form)),
        headers: {accept: 'application/json'},
      };
      fetch(form.action, sent)
        .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error('signed out'))))
        .then(({expires_at: expiresAt}) => {
          until = Date.parse(expiresAt);
          remember(until);
          dialog.close();
        })
        .catch(() => {
          until = 0;
        })
        .finally(look);
    });
    look();
  }
}
