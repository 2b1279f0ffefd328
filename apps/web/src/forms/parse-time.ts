export type TimeReading = {time: string} | {problem: 'unreadable' | 'ambiguous'};

/**
 * Reads a time as people write it: 9, 9am, 09:00, 2.30pm, 1430, midday. The answer is `14:30`.
 * From one to just before seven without am or pm it asks, because both would be likely; 02:00 and 0200 say night.
 */
export function parseTime(text: string): TimeReading {
  const plain = text
    .toLowerCase()
    .replace(/\s+/g, '')
    .replace(/([ap])\.?m\.?$/, '$1m');
  if (/^(?:12)?(?:noon|midday)$/.test(plain)) return {time: '12:00'};
  if (/^(?:12)?midnight$/.test(plain)) return {time: '00:00'};

  const match = /^(\d{1,2})(?:[:.]?([0-5]\d))?(am|pm)?$/.exec(plain);
  if (!match) return {problem: 'unreadable'};
  const [, written = '', minutes = '00', half] = match;
  const hour = Number(written);
  if (half) {
    if (hour < 1 || hour > 12) return {problem: 'unreadable'};
    return {time: clock((hour % 12) + (half === 'pm' ? 12 : 0), minutes)};
  }
  if (hour > 23) return {problem: 'unreadable'};
  if (written.length === 1 && hour >= 1 && hour < 7) return {problem: 'ambiguous'};
  return {time: clock(hour, minutes)};
}

function clock(hour: number, minutes: string): string {
  return `${String(hour).padStart(2, '0')}:${minutes}`;
}
