import {randomBytes, randomInt} from 'node:crypto';
import {Injectable} from '@nestjs/common';
import type {Tx} from '@app/platform';
import {argon2id, hash} from 'argon2';
import {IsNull} from 'typeorm';
import {PARAMETERS} from '../accounts/password.js';
import type {SignInAccount} from '../accounts/begin-session.js';
import {RecoveryCode} from './recovery-code.entity.js';

const HOW_MANY = 8;
/** No letters that look like figures, or like each other. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const LENGTH = 12;

/** Codes to write down, for who has lost their phone. Shown once; each opens once. */
@Injectable()
export class RecoveryCodes {
  /** New ones, in place of all that there were. */
  async renew(tx: Tx, {accountId, councilId}: SignInAccount): Promise<string[]> {
    const codes = Array.from({length: HOW_MANY}, newCode);
    const salt = randomBytes(16);
    const hashes = await Promise.all(codes.map((code) => hashed(code, salt)));
    await tx.delete(RecoveryCode, {accountId});
    await tx.insert(
      RecoveryCode,
      hashes.map((codeHash) => ({councilId, accountId, salt, codeHash})),
    );
    return codes;
  }

  left(tx: Tx, accountId: string): Promise<number> {
    return tx.countBy(RecoveryCode, {accountId, usedAt: IsNull()});
  }

  /** Whether this is one of them; from then on it is not. Spaces, hyphens and capitals do not matter. */
  async use(tx: Tx, accountId: string, typed: string): Promise<boolean> {
    const code = typed.toLowerCase().replaceAll(/[\s-]/g, '');
    if (code.length !== LENGTH) return false;
    const one = await tx.findOneBy(RecoveryCode, {accountId, usedAt: IsNull()});
    if (!one) return false;
    const codeHash = await hashed(code, one.salt);
    const used = await tx.update(RecoveryCode, {accountId, codeHash, usedAt: IsNull()}, {usedAt: () => 'now()'});
    return used.affected === 1;
  }
}

/** Three times four letters: 59 bits by chance. */
function newCode(): string {
  const letters = Array.from({length: LENGTH}, () => LETTERS[randomInt(LETTERS.length)] ?? '').join('');
  return letters.replaceAll(/(.{4})(?=.)/g, '$1-');
}

function hashed(code: string, salt: Buffer): Promise<Buffer> {
  return hash(code.replaceAll('-', ''), {...PARAMETERS, type: argon2id, salt, raw: true});
}
