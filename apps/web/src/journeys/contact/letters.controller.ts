import {Controller, Get, Post, Query, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {LANGUAGES, LetterQueue, type Format} from '@app/notifications';
import {IdParam, sendFile} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {FORMAT_WORDS, NEED_WORDS} from './contact.words.js';
import {words} from '../../words/t.js';

const LIST = 'journeys/contact/letters';
const DONE: Record<string, string> = words({
  printed: 'The letters are in a batch. Open it, print it, and say when it is in the post.',
  posted: 'They are marked as posted.',
});

/** Letters to print, in batches, until they are in the post. */
@Controller('council/letters')
export class LettersPageController {
  constructor(private readonly letters: LetterQueue) {}

  @Allow('contact:manage')
  @Get()
  async list(@Current() principal: Principal, @Query('done') done: unknown, @Res() reply: FastifyReply) {
    const {waiting, total, batches} = await this.letters.list(principal);
    return reply.view(LIST, {
      waiting: waiting.map((each) => ({
        ...each,
        how: FORMAT_WORDS[each.format as Format],
        tongue: each.language === 'en' ? null : LANGUAGES[each.language],
        needWords: each.needs.map((need) => NEED_WORDS[need]),
      })),
      ...{total, batches},
      done: typeof done === 'string' && Object.hasOwn(DONE, done) ? DONE[done] : null,
    });
  }

  @Allow('contact:manage')
  @Post('print')
  async print(@Current() principal: Principal, @Res() reply: FastifyReply) {
    await this.letters.print(principal);
    return reply.redirect('/council/letters?done=printed', 303);
  }

  @Allow('contact:manage')
  @Get('batches/:id')
  async file(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    const content = await this.letters.file(principal, id);
    return sendFile(reply, {name: 'letters.pdf', mediaType: 'application/pdf', content});
  }

  @Allow('contact:manage')
  @Post('batches/:id/posted')
  async posted(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    await this.letters.posted(principal, id);
    return reply.redirect('/council/letters?done=posted', 303);
  }
}
