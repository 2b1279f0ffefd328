import {createCipheriv, createDecipheriv, hkdfSync, randomBytes} from 'node:crypto';
import {Transform} from 'node:stream';

const CIPHER = 'aes-256-gcm';
/** What a sealed file starts with: which way it was sealed. */
const MARK = Buffer.from('AS1\n');
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = MARK.length + NONCE_BYTES;

/** The key that files are sealed with, from the secret in the environment. */
export function sealingKey(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'alongside', 'files', 32));
}

/**
 * Seals what flows through it with AES-256-GCM: mark, nonce, content, tag.
 * @param name is sealed in: under another name it does not open
 */
export function seal(key: Buffer, name: string): Transform {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(name));
  let begun = false;
  const head = () => (begun ? [] : [MARK, nonce]);
  return new Transform({
    transform(chunk: Buffer, _, done) {
      const out = Buffer.concat([...head(), cipher.update(chunk)]);
      begun = true;
      done(null, out);
    },
    flush(done) {
      done(null, Buffer.concat([...head(), cipher.final(), cipher.getAuthTag()]));
    },
  });
}

/**
 * Opens a whole sealed file. Nothing of it is given before its tag has been found right.
 * @throws Error when it was changed, or sealed under another name or key
 */
export function unseal(key: Buffer, name: string, sealed: Buffer): Buffer {
  if (sealed.length < HEAD_BYTES + TAG_BYTES || !sealed.subarray(0, MARK.length).equals(MARK)) {
    throw new Error('this file is not sealed as we seal files');
  }
  const opening = createDecipheriv(CIPHER, key, sealed.subarray(MARK.length, HEAD_BYTES), {authTagLength: TAG_BYTES})
    .setAAD(Buffer.from(name))
    .setAuthTag(sealed.subarray(-TAG_BYTES));
  return Buffer.concat([opening.update(sealed.subarray(HEAD_BYTES, -TAG_BYTES)), opening.final()]);
}
