import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {addDays, Clock, londonDay, notFound, type Day} from '@app/kernel';
import {Services} from '@app/listings';
import {IdParam} from '@app/platform';
import {AddSearchTerm, EndSearchTerm, MEANINGS, SearchTerms, type Meaning} from '@app/search';
import type {FastifyReply} from 'fastify';
import {ChoiceInput, DayInput, TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {words} from '../../words/t.js';
import {exampleOf} from '../council/example-day.js';
import {aboutChoices, meaningChoices, shownTerms} from './search-words.presenter.js';

const LIST = 'journeys/search-words/search-words';
const NEW = 'journeys/search-words/new';
const END = 'journeys/search-words/end';
const DONE: Record<string, string> = words({
  added: 'The words are saved. Searches understand them from their first day on, within a minute.',
  ended: 'The last day of these words is saved.',
});
const BOXES = {starts_on: 'starts-day'};

class WordsForm {
  @ChoiceInput('What these words do', MEANINGS)
  meaning: Meaning;

  @TextInput('What these words find', {optional: true})
  about: string | null;

  @TextInput('Words', {max: 4_000})
  words: string;

  @DayInput('First day')
  starts: Day;

  @TextInput('Source', {max: 500})
  source: string;
}

class EndForm {
  @DayInput('Last day')
  ends: Day;
}

/** The words that searches here understand: what every council starts with, and the council's own. */
@Controller('council/search-words')
export class SearchWordsController {
  constructor(
    private readonly terms: SearchTerms,
    private readonly adds: AddSearchTerm,
    private readonly ends: EndSearchTerm,
    private readonly services: Services,
    private readonly clock: Clock,
  ) {}

  @Allow('words:manage')
  @Get()
  @Render(LIST)
  async list(@Current() principal: Principal, @Query('done') done: unknown) {
    const terms = shownTerms(await this.terms.list(principal), await this.services.list(principal.councilId));
    return {
      own: terms.filter((each) => each.own),
      usual: terms.filter((each) => !each.own),
      done: typeof done === 'string' && Object.hasOwn(DONE, done) ? DONE[done] : null,
    };
  }

  @Allow('words:manage')
  @Get('new')
  @Render(NEW)
  async ask(@Current() principal: Principal) {
    return this.newPage(principal);
  }

  @Allow('words:manage')
  @Post('new')
  async add(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(WordsForm, body);
    const page = {...(await this.newPage(principal)), values};
    if (errors.length) return showAgain(reply, NEW, {...page, errors});
    const {meaning, about, starts: startsOn, source} = form;
    try {
      await this.adds.run(principal, {
        meaning,
        about: meaning === 'finds' ? about : null,
        words: form.words.split(/[\n,;]/),
        startsOn,
        source,
      });
    } catch (error) {
      return showRefusal(reply, NEW, page, error, BOXES);
    }
    return reply.redirect('/council/search-words?done=added', 303);
  }

  @Allow('words:manage')
  @Get(':id/end')
  @Render(END)
  async askEnd(@Current() principal: Principal, @IdParam() id: string) {
    return this.endPage(principal, id);
  }

  @Allow('words:manage')
  @Post(':id/end')
  async end(@Current() principal: Principal, @IdParam() id: string, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(EndForm, body);
    const page = {...(await this.endPage(principal, id)), values};
    if (errors.length) return showAgain(reply, END, {...page, errors});
    try {
      await this.ends.run(principal, id, form.ends);
    } catch (error) {
      return showRefusal(reply, END, page, error, {ends_on: 'ends-day', TERM_ENDED: 'ends-day'});
    }
    return reply.redirect('/council/search-words?done=ended', 303);
  }

  private async newPage(principal: Principal) {
    return {
      meanings: meaningChoices(),
      abouts: aboutChoices(await this.services.list(principal.councilId)),
      example: this.example(),
    };
  }

  private async endPage(principal: Principal, id: string) {
    const services = await this.services.list(principal.councilId);
    const term = shownTerms(await this.terms.list(principal), services).find((each) => each.own && each.id === id);
    if (!term) throw notFound('entry');
    return {term, example: this.example()};
  }

  private example(): string {
    return exampleOf(addDays(londonDay(this.clock.now()), 14));
  }
}
