import {Injectable} from '@nestjs/common';
import {Councils} from '@app/identity';
import {Clock, formatDay, londonDay} from '@app/kernel';
import {lettersPdf, type PostalLetter} from '@app/platform';

export interface LetterToPrint {
  to: string;
  toName: string;
  subject: string;
  body: string;
  format: string;
}

/** Makes letters of deliveries: print-ready, in the size that each person reads. */
@Injectable()
export class LetterPdf {
  constructor(
    private readonly councils: Councils,
    private readonly clock: Clock,
  ) {}

  one(councilId: string, letter: LetterToPrint): Promise<Buffer> {
    return this.all(councilId, [letter], letter.subject);
  }

  async all(councilId: string, letters: readonly LetterToPrint[], title: string): Promise<Buffer> {
    const {name, phone, phoneHours, email} = await this.councils.one(councilId);
    const from = {name, lines: [phone, phoneHours, email]};
    const date = formatDay(londonDay(this.clock.now()), {});
    return lettersPdf(
      letters.map((each) => postal(each, from, date)),
      title,
      name,
    );
  }
}

function postal(
  {to, toName, subject, body, format}: LetterToPrint,
  from: PostalLetter['from'],
  date: string,
): PostalLetter {
  return {
    to: [toName, ...to.split('\n')],
    from,
    date,
    greeting: `Dear ${toName}`,
    subject,
    paragraphs: body.split(/\n{2,}/),
    size: format === 'large_print' ? 'large' : format === 'easy_read' ? 'easy' : 'standard',
  };
}
