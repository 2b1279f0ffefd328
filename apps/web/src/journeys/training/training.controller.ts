import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {addDays, Clock, londonDay, notFound, type Day} from '@app/kernel';
import {IdParam} from '@app/platform';
import {AddCourse, EndCourse, ListSchemes, TrainingCatalogue} from '@app/register';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {DayInput, ListInput, TextInput} from '../../forms/inputs.js';
import {NumberInput} from '../../forms/number-input.js';
import {exampleOf} from '../council/example-day.js';
import {words} from '../../words/t.js';

const LIST = 'journeys/training/training';
const NEW = 'journeys/training/new';
const END = 'journeys/training/end';
const DONE: Record<string, string> = words({
  added: 'The course is in the catalogue.',
  ended: 'The last day of the course is saved. Certificates issued by then go on counting.',
});

class CourseForm {
  @TextInput('Title of the course', {max: 200})
  title: string;

  @TextInput('Who gives it', {max: 100})
  provider: string;

  @ListInput('What it answers')
  topics: string[];

  @NumberInput('How many months it counts', {least: 1, most: 600, optional: true})
  months: number | null;

  @DayInput('First day')
  starts: Day;

  @TextInput('Where the council takes it from', {max: 500})
  source: string;
}

class EndForm {
  @DayInput('Last day')
  ends: Day;
}

/** What the council takes as training: courses with a first day, a last day, and how long they count. */
@Controller('council/training')
export class TrainingController {
  constructor(
    private readonly catalogue: TrainingCatalogue,
    private readonly schemes: ListSchemes,
    private readonly adds: AddCourse,
    private readonly ends: EndCourse,
    private readonly clock: Clock,
  ) {}

  @Allow('scheme:configure')
  @Get()
  @Render(LIST)
  async list(@Current() principal: Principal, @Query('done') done: unknown) {
    const titles = await this.titles(principal);
    return {
      courses: (await this.catalogue.list(principal)).map((each) => ({
        ...each,
        answers: each.topics.map((topic) => titles.get(topic) ?? topic.replaceAll('_', ' ')),
      })),
      done: typeof done === 'string' && Object.hasOwn(DONE, done) ? DONE[done] : null,
    };
  }

  @Allow('scheme:configure')
  @Get('new')
  @Render(NEW)
  async ask(@Current() principal: Principal) {
    return this.newPage(principal);
  }

  @Allow('scheme:configure')
  @Post('new')
  async add(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(CourseForm, body);
    const page = {...(await this.newPage(principal)), values};
    if (errors.length) return showAgain(reply, NEW, {...page, errors});
    const {title, provider, topics, months: validMonths, starts: startsOn, source} = form;
    try {
      await this.adds.run(principal, {title, provider, topics, validMonths, startsOn, source});
    } catch (error) {
      return showRefusal(reply, NEW, page, error, {starts_on: 'starts-day', valid_months: 'months', topics: 'topics'});
    }
    return reply.redirect('/council/training?done=added', 303);
  }

  @Allow('scheme:configure')
  @Get(':id/end')
  @Render(END)
  async askEnd(@Current() principal: Principal, @IdParam() id: string) {
    return this.endPage(principal, id);
  }

  @Allow('scheme:configure')
  @Post(':id/end')
  async end(@Current() principal: Principal, @IdParam() id: string, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(EndForm, body);
    const page = {...(await this.endPage(principal, id)), values};
    if (errors.length) return showAgain(reply, END, {...page, errors});
    try {
      await this.ends.run(principal, id, form.ends);
    } catch (error) {
      return showRefusal(reply, END, page, error, {ends_on: 'ends-day'});
    }
    return reply.redirect('/council/training?done=ended', 303);
  }

  /** Training that a register asks for, or that the catalogue knows already. */
  private async newPage(principal: Principal) {
    const titles = await this.titles(principal);
    for (const {topics} of await this.catalogue.list(principal)) {
      for (const topic of topics) if (!titles.has(topic)) titles.set(topic, topic.replaceAll('_', ' '));
    }
    return {topics: [...titles].map(([value, text]) => ({value, text})), example: this.example()};
  }

  private async endPage(principal: Principal, id: string) {
    const course = (await this.catalogue.list(principal)).find((each) => each.id === id);
    if (!course) throw notFound('course');
    return {course, example: this.example()};
  }

  private example(): string {
    return exampleOf(addDays(londonDay(this.clock.now()), 14));
  }

  private async titles(principal: Principal): Promise<Map<string, string>> {
    const asked = (await this.schemes.run(principal)).flatMap((each) => each.requirements);
    return new Map(asked.filter((each) => each.kind === 'training').map(({code, title}) => [code, title]));
  }
}
