import {createHash} from 'node:crypto';

/** An id for a part that has none of its own: the same for the same part, for ever, and telling nothing. */
export function partId(...parts: readonly string[]): string {
  const bytes = createHash('sha256')
    .update(['open-referral', ...parts].join('\n'))
    .digest()
    .subarray(0, 16);
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
