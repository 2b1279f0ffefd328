import {createPrivateKey, webcrypto, X509Certificate, type KeyObject} from 'node:crypto';
import {ClientSecretBasic, ClientSecretPost, modifyAssertion, PrivateKeyJwt, type ClientAuth} from 'openid-client';
import type {Proof} from './identity-provider.entity.js';

type Algorithm = Parameters<typeof webcrypto.subtle.importKey>[2];

/** As strong as 128 bits (NIST SP 800-57, table 2). */
const SHORTEST_RSA_BITS = 3072;

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/;

/**
 * How we show an issuer that it is us: a secret both know, or an assertion signed with a key that only we have.
 * @param secret the secret, or the key as PEM; line ends may be written as \n
 */
export async function clientProof(proof: Proof, secret: string, keyId: string | null): Promise<ClientAuth> {
  if (proof === 'client_secret_basic') return ClientSecretBasic(secret);
  if (proof === 'client_secret_post') return ClientSecretPost(secret);
  const pem = secret.replaceAll('\\n', '\n');
  const key = await importKey(createPrivateKey(pem));
  // Entra ID finds our key by its certificate, which then stands beside the key.
  const certificate = CERTIFICATE.exec(pem)?.[0];
  const thumbprint = certificate && thumbprintOf(new X509Certificate(certificate));
  return PrivateKeyJwt(keyId ? {key, kid: keyId} : key, {
    [modifyAssertion]: (header) => {
      if (thumbprint) header['x5t#S256'] = thumbprint;
    },
  });
}

async function importKey(key: KeyObject): Promise<webcrypto.CryptoKey> {
  const der = key.export({type: 'pkcs8', format: 'der'});
  return webcrypto.subtle.importKey('pkcs8', der, algorithmOf(key), false, ['sign']);
}

function algorithmOf(key: KeyObject): Algorithm {
  if (key.asymmetricKeyType === 'ec') return {name: 'ECDSA', namedCurve: 'P-256'};
  if (key.asymmetricKeyType === 'ed25519') return {name: 'Ed25519'};
  if ((key.asymmetricKeyDetails?.modulusLength ?? 0) < SHORTEST_RSA_BITS) {
    throw new Error(`an RSA key for signing in has ${SHORTEST_RSA_BITS} bits or more`);
  }
  return {name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256'};
}

function thumbprintOf(certificate: X509Certificate): string {
  return Buffer.from(certificate.fingerprint256.replaceAll(':', ''), 'hex').toString('base64url');
}
