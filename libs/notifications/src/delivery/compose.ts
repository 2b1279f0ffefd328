import type {Choice} from '../preferences/choices.js';
import type {Letter} from '../templates/letter.js';
import {paragraphs} from '../templates/letter.js';

export interface Frame {
  council: {name: string; phone: string; phoneHours: string};
  publicUrl: string;
}

/** What goes out on one way: the same words, with what that way needs around them. Plain text only. */
export function compose(channel: Choice, toName: string, letter: Letter, {council, publicUrl}: Frame): string {
  const page = letter.path && `${publicUrl}${letter.path}`;
  switch (channel) {
    case 'email':
      return paragraphs(
        `Dear ${toName}`,
        unlinked(letter.body),
        page && `Read more: ${page}`,
        council.name,
        `To change how we write to you: ${publicUrl}/contact`,
      );
    case 'sms':
      return [
        `${council.name}: ${letter.subject.replace(/[.!?]?$/, (end) => end || '.')}`,
        letter.body.replaceAll(/\s*\n+\s*/g, ' '),
        page,
      ]
        .filter(Boolean)
        .join(' ');
    case 'letter':
      return paragraphs(
        letter.body,
        `If you would rather talk to somebody, ring us on ${council.phone} (${council.phoneHours}).`,
      );
    case 'phone':
      return letter.body;
  }
}

/** GOV.UK Notify reads `[words](address)` as a link: words that people typed cannot make one. */
function unlinked(text: string): string {
  return text.replaceAll('](', '] (');
}
