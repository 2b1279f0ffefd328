import {execFileSync} from 'node:child_process';
import {join} from 'node:path';

/** Builds the web assets when their sources changed; pages are not served without. */
export function ensureAssets(): void {
  execFileSync(process.execPath, [join(import.meta.dirname, '../../script/build-assets.mjs')], {stdio: 'inherit'});
}
