import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {DEPLOYMENTS, MARK_KINDS, MarkListing, PAYEES, SetDeploymentRule, SPECIAL_PAYEES} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {Clock, londonDay} from '@app/kernel';
import {PublicListings} from '@app/listings';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {DEPLOYMENT_WORDS, MARK_WORDS, PAYEE_WORDS} from '../../words/budget-words.js';
import {t} from '../../words/t.js';
import {idIn, MarkForm, RuleForm} from './forms.js';

const PAGE = 'journeys/line-rules/rules';
const RULE_BOXES = {starts_on: 'starts-day', ends_on: 'ends-day', RULE_FOLLOWS: 'starts-day'};

/** What each kind of line may pay for, from when to when and by which source; and which listings have a rule of their own. */
@Controller('council/budgets/rules')
export class LineRulesController {
  constructor(
    private readonly rules: SetDeploymentRule,
    private readonly marks: MarkListing,
    private readonly listings: PublicListings,
    private readonly clock: Clock,
  ) {}

  @Allow('budget:manage')
  @Get()
  @Render(PAGE)
  show(@Current() principal: Principal, @Query('done') done: unknown) {
    return this.page(principal, done);
  }

  @Allow('budget:manage')
  @Post()
  async set(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(RuleForm, body);
    const page = await this.page(principal, undefined);
    if (errors.length) return showAgain(reply, PAGE, {...page, errors, values});
    try {
      const {deployment, pays, reason, source, starts: startsOn, ends: endsOn} = form;
      await this.rules.run(principal, {
        ...{deployment, pays, reason, source, startsOn, endsOn},
        allowed: form.allowed === 'yes',
      });
    } catch (error) {
      return showRefusal(reply, PAGE, {...page, values}, error, RULE_BOXES);
    }
    return reply.redirect('/council/budgets/rules?done=rule', 303);
  }

  @Allow('budget:manage')
  @Post('marks')
  async mark(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(MarkForm, body);
    const page = await this.page(principal, undefined);
    const id = idIn(form.listing ?? '');
    if (!errors.length && !id) {
      errors.push({
        field: 'listing',
        message: t('Paste the address of the listing’s page, with its number at the end'),
      });
    }
    if (errors.length) return showAgain(reply, PAGE, {...page, errors, values});
    try {
      await this.marks.add(principal, id ?? '', form.kind, form.why);
    } catch (error) {
      return showRefusal(reply, PAGE, {...page, values}, error, {
        NOT_FOUND: 'listing',
        MARK_STANDS: 'listing',
        reason: 'why',
      });
    }
    return reply.redirect('/council/budgets/rules?done=mark', 303);
  }

  @Allow('budget:manage')
  @Post('marks/:id/end')
  async end(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    await this.marks.end(principal, id);
    return reply.redirect('/council/budgets/rules?done=end', 303);
  }

  private async page(principal: Principal, done: unknown) {
    const said: Record<string, string> = {
      rule: t('The rule is recorded.'),
      mark: t('It is recorded what the listing is.'),
      end: t('It ends today.'),
    };
    const [rules, marks] = [await this.rules.list(principal), await this.marks.list(principal)];
    const today = londonDay(this.clock.now());
    return {
      done: typeof done === 'string' ? said[done] : undefined,
      today,
      groups: DEPLOYMENTS.map((deployment) => ({
        name: DEPLOYMENT_WORDS[deployment].name,
        rules: rules
          .filter((rule) => rule.deployment === deployment)
          .map((rule) => ({...rule, what: PAYEE_WORDS[rule.pays], later: rule.startsOn > today})),
      })),
      marks: await Promise.all(
        marks.map(async (mark) => ({
          ...mark,
          what: MARK_WORDS[mark.kind],
          name: (await this.listings.profile(mark.listingId, principal))?.name ?? t('a listing that does not show'),
        })),
      ),
      deployments: DEPLOYMENTS.map((value) => ({value, text: DEPLOYMENT_WORDS[value].name})),
      payees: [...PAYEES, ...SPECIAL_PAYEES].map((value) => ({value, text: PAYEE_WORDS[value]})),
      kinds: MARK_KINDS.map((value) => ({value, text: MARK_WORDS[value]})),
    };
  }
}
