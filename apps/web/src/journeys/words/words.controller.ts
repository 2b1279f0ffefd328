import {Body, Controller, Get, Param, Post, Query, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {
  CouncilWords,
  EXAMPLES,
  FORMATS,
  LANGUAGES,
  placeholdersFor,
  PreviewWords,
  PURPOSES,
  requireTemplate,
  wordsErrors,
  type Format,
  type TemplateCode,
} from '@app/notifications';
import {sendFile} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {ChoiceInput, TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain} from '../../forms/show-again.js';
import {words} from '../../words/t.js';

const LIST = 'journeys/words/words';
const ONE = 'journeys/words/one';
const DONE: Record<string, string> = words({
  saved: 'These words are used from now on.',
  usual: 'The usual words are used again from now on.',
});

class WordsForm {
  @TextInput('Subject')
  subject: string;

  @TextInput('Words', {max: 5_000})
  body: string;

  @ChoiceInput('What to do', ['preview', 'save'])
  step: string;
}

interface Reader {
  format: Format;
  language: string;
}

/** The words in which a council tells things: the usual ones, or its own, each with a preview on every way. */
@Controller('council/words')
export class WordsController {
  constructor(
    private readonly words: CouncilWords,
    private readonly previews: PreviewWords,
  ) {}

  @Allow('words:manage')
  @Get()
  @Render(LIST)
  async list(@Current() principal: Principal) {
    const own = await this.words.own(principal);
    const codes = Object.keys(EXAMPLES) as TemplateCode[];
    return {items: codes.map((code) => ({code, purpose: PURPOSES[code], own: own.get(code) ?? 0}))};
  }

  @Allow('words:manage')
  @Get(':template')
  async show(
    @Current() principal: Principal,
    @Param('template') template: string,
    @Query() query: Record<string, unknown>,
    @Res() reply: FastifyReply,
  ) {
    const {done} = query;
    const page = await this.page(principal, template, readerOf(query));
    return reply.view(ONE, {...page, done: typeof done === 'string' && Object.hasOwn(DONE, done) ? DONE[done] : null});
  }

  @Allow('words:manage')
  @Get(':template/letter')
  async letter(
    @Current() principal: Principal,
    @Param('template') template: string,
    @Query() query: Record<string, unknown>,
    @Res() reply: FastifyReply,
  ) {
    const content = await this.previews.letter(principal, template, readerOf(query));
    return sendFile(reply, {name: 'example-letter.pdf', mediaType: 'application/pdf', content});
  }

  /** Shows what was typed as it would be told, or keeps it. */
  @Allow('words:manage')
  @Post(':template')
  async write(
    @Current() principal: Principal,
    @Param('template') template: string,
    @Body() body: Record<string, unknown>,
    @Res() reply: FastifyReply,
  ) {
    const code = requireTemplate(template);
    const reader = readerOf(body);
    const format = writtenFormat(reader);
    const {form, errors, values} = readForm(WordsForm, body);
    const typed = {format, language: reader.language, subject: form.subject, body: form.body};
    const wrong = errors.length ? errors : wordsErrors(code, typed);
    if (wrong.length) {
      return showAgain(reply, ONE, {...(await this.page(principal, code, reader)), errors: wrong, values});
    }
    if (form.step === 'preview') {
      const preview = await this.previews.run(principal, code, reader, typed);
      return reply.code(200).view(ONE, {...(await this.page(principal, code, reader)), values, preview, unsaved: true});
    }
    await this.words.write(principal, code, typed);
    return reply.redirect(`${addressOf(code, reader)}&done=saved`, 303);
  }

  @Allow('words:manage')
  @Post(':template/usual')
  async usual(
    @Current() principal: Principal,
    @Param('template') template: string,
    @Body() body: Record<string, unknown>,
    @Res() reply: FastifyReply,
  ) {
    const code = requireTemplate(template);
    const reader = readerOf(body);
    await this.words.usual(principal, code, writtenFormat(reader), reader.language);
    return reply.redirect(`${addressOf(code, reader)}&done=usual`, 303);
  }

  private async page(principal: Principal, template: string, reader: Reader) {
    const code = requireTemplate(template);
    const all = await this.words.versions(principal, code);
    const format = writtenFormat(reader);
    const versions = all.filter((each) => each.format === format && each.language === reader.language);
    const now = versions[0]?.subject ? versions[0] : null;
    return {
      ...{code, purpose: PURPOSES[code], reader, versions, own: now !== null},
      values: {subject: now?.subject ?? '((usual_subject))', body: now?.body ?? '((usual_words))'},
      placeholders: placeholdersFor(code),
      preview: await this.previews.run(principal, code, reader),
      address: addressOf(code, reader),
      formats: FORMATS.filter((each) => each !== 'audio'),
      languages: Object.entries(LANGUAGES).map(([value, text]) => ({value, text})),
    };
  }
}

/** Large print and audio say the standard words. */
function writtenFormat({format}: Reader): 'standard' | 'easy_read' {
  return format === 'easy_read' ? 'easy_read' : 'standard';
}

function readerOf({format, language}: Record<string, unknown>): Reader {
  return {
    format: FORMATS.find((each) => each === format) ?? 'standard',
    language: typeof language === 'string' && Object.hasOwn(LANGUAGES, language) ? language : 'en',
  };
}

function addressOf(code: string, {format, language}: Reader): string {
  return `/council/words/${code}?format=${format}&language=${language}`;
}
