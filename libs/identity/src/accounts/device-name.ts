import Bowser from 'bowser';

const UNKNOWN = 'A browser we do not know';
const LONGEST = 80;

/**
 * What somebody signs in with, as they would call it: `Firefox on Windows`. Versions are left out: they would tell
 * more about a person than finding one's own session needs.
 */
export function deviceName(userAgent: string | undefined): string {
  const agent = userAgent?.slice(0, 400) ?? '';
  if (!agent) return UNKNOWN;
  if (!agent.startsWith('Mozilla/')) return 'A program';
  const {browser, os} = Bowser.parse(agent);
  const name = [browser.name ?? 'A browser', os.name].filter(Boolean).join(' on ');
  return name === 'A browser' ? UNKNOWN : name.slice(0, LONGEST);
}
