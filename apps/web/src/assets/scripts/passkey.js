/* global window, navigator, PublicKeyCredential */
/* Makes or shows a passkey and sends the browser's answer with the form around it. */
for (const form of document.querySelectorAll('form[data-passkey]')) {
  const part = (name) => form.querySelector(`[data-passkey-${name}]`);
  const able = 'PublicKeyCredential' in window && 'parseCreationOptionsFromJSON' in PublicKeyCredential;
  part(able ? 'button' : 'unable').hidden = false;
  form.addEventListener('submit', (event) => {
    const answer = form.elements.namedItem('answer');
    if (!able || answer.value) return;
    event.preventDefault();
    const options = JSON.parse(form.dataset.options);
    const asked =
      form.dataset.passkey === 'create'
        ? navigator.credentials.create({publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options)})
        : navigator.credentials.get({publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options)});
    asked.then(
      (credential) => {
        answer.value = JSON.stringify(credential.toJSON());
        form.submit();
      },
      () => {
        part('failed').textContent = form.dataset.failed;
      },
    );
  });
}
