import {DomainError} from '@app/kernel';

/** RFC 6749, 2.3.1: form-encoded before they are put into Basic authentication. */
export function readCredentials(
  authorization: string | undefined,
  body: {client_id?: string; client_secret?: string},
): {clientId: string; secret: string} {
  const basic = /^Basic ([A-Za-z0-9+/]+=*)$/i.exec(authorization ?? '')?.[1];
  if (!basic) return {clientId: body.client_id ?? '', secret: body.client_secret ?? ''};
  const [id = '', ...rest] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  return {clientId: decoded(id), secret: decoded(rest.join(':'))};
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new DomainError(
      'unauthenticated',
      'INVALID_CLIENT',
      'This client id or secret is not right, or was revoked.',
    );
  }
}
