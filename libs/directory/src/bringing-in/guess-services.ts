import type {CommunitySort} from '../community/community-words.js';

/** Words of other directories, and the services of ours that they mean. Whoever claims an entry puts it right. */
const SERVICES: readonly [RegExp, string][] = [
  [/\badvoca(?:cy|te)/i, 'advocacy'],
  [/\bpeer\b|self[- ]help|support group|lived experience/i, 'peer_support'],
  [/\btelecare|\balarms?\b|lifeline/i, 'telecare'],
  [/handy ?(?:person|man|woman)|small repairs|odd jobs/i, 'handy_person'],
  [/befriend|lonel|isolat|companion/i, 'companionship'],
  [/lunch|meals?\b|luncheon|food bank/i, 'meals'],
  [/transport|minibus|dial[- ]a[- ]ride|driver/i, 'transport'],
  [/garden|allotment/i, 'gardening'],
  [/computer|digital|internet|online skills/i, 'technology'],
  [/advice|information|signpost|helpline|first contact/i, 'information'],
  [/respite|carers? break|short breaks?/i, 'short_breaks'],
  [/exercise|walking|falls prevention|keep fit|chair based/i, 'mobility'],
  [/employ|job|volunteer|training|learning/i, 'work_and_learning'],
  [/group|club|class|choir|caf[eé]|coffee|social|meet/i, 'groups'],
];

const MOST = 5;

export function guessServices(text: string): string[] {
  const found = SERVICES.filter(([words]) => words.test(text)).map(([, service]) => service);
  return found.length > 0 ? found.slice(0, MOST) : ['groups'];
}

export function guessSort(text: string): CommunitySort {
  if (/\badvoca(?:cy|te)/i.test(text)) return 'advocacy';
  if (/\bpeer\b|self[- ]help|lived experience/i.test(text)) return 'peer_support';
  if (/telecare|\balarms?\b|handy ?(?:person|man)|helpline|first contact|falls prevention/i.test(text))
    return 'preventive';
  return /\bclub\b/i.test(text) ? 'club' : 'group';
}
