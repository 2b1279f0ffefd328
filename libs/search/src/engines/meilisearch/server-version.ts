import {MeilisearchRefusal, type MeilisearchHttp} from './meilisearch-http.js';

/** What our index and our questions are written for: an older server takes some of it for something else. */
const OLDEST = [1, 15] as const;

/** @throws Error when the server is too old, or says nothing of its version */
export async function checkVersion(meilisearch: MeilisearchHttp, timeoutMs: number): Promise<void> {
  const version = await askVersion(meilisearch, timeoutMs);
  if (version === null) return;
  const [major = NaN, minor = NaN] = version.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return;
  throw new Error(`Meilisearch ${version} is older than ${OLDEST.join('.')}`);
}

/** Null where our key may not ask. */
async function askVersion(meilisearch: MeilisearchHttp, timeoutMs: number): Promise<string | null> {
  try {
    const {pkgVersion} = await meilisearch.request<{pkgVersion?: string}>('GET', '/version', {timeoutMs});
    return pkgVersion ?? '';
  } catch (error) {
    if (error instanceof MeilisearchRefusal) return null;
    throw error;
  }
}
