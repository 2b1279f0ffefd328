import {Inject, Injectable} from '@nestjs/common';
import {Councils, type Principal} from '@app/identity';
import {Environment, UnitOfWork} from '@app/platform';
import {compose} from '../delivery/compose.js';
import {textLength, type TextLength} from '../delivery/text-message.js';
import {LetterPdf} from '../letters/letter-pdf.js';
import {CHOICES, type Choice, type Format} from '../preferences/choices.js';
import {requireManager, requireTemplate, type NewWords} from './council-words.js';
import {EXAMPLES} from './examples.js';
import {fill} from './placeholders.js';
import {standardWords, tidy, usualWords, WordsFor, type Lacking} from './words-for.js';

export interface Preview {
  subject: string;
  /** As it stands in somebody's messages, in its usual format. */
  inside: string;
  outside: Record<Choice, string>;
  sms: TextLength;
  lacking: Lacking[];
}

const NAME = 'Edith Hall';
const ADDRESS = '12 Made-up Street\nNottingham\nNG1 5DT';

/** Shows a message as it would be told, with made-up data, on each way and in each format; before it is saved too. */
@Injectable()
export class PreviewWords {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly wordsFor: WordsFor,
    private readonly councils: Councils,
    private readonly letters: LetterPdf,
    @Inject(Environment) private readonly environment: Environment,
  ) {}

  /** @param unsaved words that were typed and are not kept yet @throws FORBIDDEN, NOT_FOUND */
  async run(
    principal: Principal,
    template: string,
    reader: {format: Format; language: string},
    unsaved: NewWords | null = null,
  ): Promise<Preview> {
    requireManager(principal);
    const code = requireTemplate(template);
    const data = EXAMPLES[code];
    const words = unsaved
      ? {
          ...tidy(
            fill(
              unsaved,
              data,
              usualWords(code, data, reader.format === 'easy_read' ? 'easy_read' : 'standard') ??
                standardWords(code, data),
            ),
          ),
          lacking: [],
        }
      : await this.uow.run(principal.councilId, (tx) => this.wordsFor.of(tx, code, data as never, reader));
    const {name, phone, phoneHours} = await this.councils.one(principal.councilId);
    const frame = {council: {name, phone, phoneHours}, publicUrl: this.environment.publicUrl};
    const outside = Object.fromEntries(CHOICES.map((each) => [each, compose(each, NAME, words, frame)])) as Record<
      Choice,
      string
    >;
    return {subject: words.subject, inside: words.body, outside, sms: textLength(outside.sms), lacking: words.lacking};
  }

  /** The letter as it would be printed. @throws FORBIDDEN, NOT_FOUND */
  async letter(principal: Principal, template: string, reader: {format: Format; language: string}): Promise<Buffer> {
    const {subject, outside} = await this.run(principal, template, reader);
    const letter = {to: ADDRESS, toName: NAME, subject, body: outside.letter, format: reader.format};
    return this.letters.one(principal.councilId, letter);
  }
}
