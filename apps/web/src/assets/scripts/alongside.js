import {
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
  createAll,
} from 'govuk-frontend';

/* Everything works without this file; it only makes some things quicker. */
createAll(Button, {preventDoubleClick: true});
for (const component of [
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
]) {
  createAll(component);
}

/* A box with a list of suggestions offers more of them while somebody types; the browser shows and announces them. */
for (const box of document.querySelectorAll('input[data-suggest]')) {
  const list = document.getElementById(box.getAttribute('list'));
  const always = [...list.options].map(({value}) => value);
  let asked = 0;
  box.addEventListener('input', async () => {
    const question = (asked += 1);
    await new Promise((resolve) => setTimeout(resolve, 150));
    if (question !== asked || box.value.trim().length < 2) return;
    const answer = await fetch(`${box.dataset.suggest}?q=${encodeURIComponent(box.value)}`).catch(() => null);
    if (!answer?.ok || question !== asked) return;
    const {items} = await answer.json();
    const values = [...new Set([...items, ...always])];
    list.replaceChildren(...values.map((value) => Object.assign(document.createElement('option'), {value})));
  });
}
