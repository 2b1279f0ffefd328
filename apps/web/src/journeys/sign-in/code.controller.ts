import {Body, Controller, Get, Post, Query, Req, Res} from '@nestjs/common';
import {Passkeys, PendingSignIns, SetUpAuthenticator, ShowCode, type Pending} from '@app/identity';
import {DomainError, type FieldError} from '@app/kernel';
import {Environment, problemOf, Public} from '@app/platform';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain} from '../../forms/show-again.js';
import {safeReturn} from '../../safe-return.js';
import {CodeForm, NewAuthenticatorForm} from './code.form.js';
import {Entrance} from './entrance.js';
import {readAnswer} from './passkey-answer.js';
import {qrCode} from './qr-code.js';
import {relyingParty} from './relying-party.js';

const CODE = 'journeys/security/code';
const SET_UP = 'journeys/security/set-up';
const CODES = 'journeys/security/recovery-codes';

/** Between the first factor and anything else: the second, or setting one up where the council asks for it. */
@Controller('sign-in')
export class CodeController {
  constructor(
    private readonly entrance: Entrance,
    private readonly pending: PendingSignIns,
    private readonly codes: ShowCode,
    private readonly setUp: SetUpAuthenticator,
    private readonly passkeys: Passkeys,
    private readonly environment: Environment,
  ) {}

  @Public()
  @Get('code')
  async show(@Req() request: FastifyRequest, @Query('next') wanted: unknown, @Res() reply: FastifyReply) {
    const next = safeReturn(wanted);
    return this.orStartAgain(reply, next, async () => {
      const pending = await this.pending.of(this.entrance.pendingToken(request));
      if (!hasOne(pending)) return reply.view(SET_UP, await this.setUpPage(request, next));
      return reply.view(CODE, await this.codePage(request, pending, next));
    });
  }

  @Public()
  @Post('code')
  async send(@Req() request: FastifyRequest, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(CodeForm, body);
    const next = safeReturn(values.next);
    return this.orStartAgain(reply, next, async () => {
      const token = this.entrance.pendingToken(request);
      const pending = await this.pending.of(token);
      const again = async (wrong: FieldError[], status: number) =>
        showAgain(reply, CODE, {errors: wrong, values: {}, ...(await this.codePage(request, pending, next))}, status);
      if (errors.length) return again(errors, 400);
      try {
        return this.entrance.open(reply, await this.codes.run(token, form.code, this.entrance.from(request)), next);
      } catch (error) {
        return refused(reply, error, again);
      }
    });
  }

  @Public()
  @Post('set-up')
  async confirm(@Req() request: FastifyRequest, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(NewAuthenticatorForm, body);
    const next = safeReturn(values.next);
    return this.orStartAgain(reply, next, async () => {
      const token = this.entrance.pendingToken(request);
      const again = async (wrong: FieldError[], status: number) =>
        showAgain(reply, SET_UP, {errors: wrong, values, ...(await this.setUpPage(request, next))}, status);
      if (errors.length) return again(errors, 400);
      try {
        const {signedIn, codes} = await this.setUp.confirmFirst(token, form.code, form.name);
        this.entrance.keep(reply, signedIn);
        return await reply.code(200).view(CODES, {codes, next});
      } catch (error) {
        return refused(reply, error, again);
      }
    });
  }

  @Public()
  @Post('passkey')
  async showPasskey(@Req() request: FastifyRequest, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {values} = readForm(class {}, body);
    const next = safeReturn(values.next);
    return this.orStartAgain(reply, next, async () => {
      const rp = relyingParty(this.environment, request);
      const token = this.entrance.pendingToken(request);
      try {
        if (!rp) throw new DomainError('unauthenticated', 'WRONG_CODE', 'Passkeys do not work at this address.');
        return this.entrance.open(reply, await this.passkeys.show(token, rp, readAnswer(values.answer)), next);
      } catch (error) {
        const errors = [{field: '', message: 'That passkey did not work. Try again, or use another way.'}];
        return await refused(reply, error, async (_, status) => {
          const page = await this.codePage(request, await this.pending.of(token), next);
          return showAgain(reply, CODE, {errors, values: {}, ...page}, status);
        });
      }
    });
  }

  private async codePage(request: FastifyRequest, {ways}: Pending, next: string) {
    const rp = ways.passkey ? relyingParty(this.environment, request) : null;
    const passkey = rp && (await this.passkeys.ask(this.entrance.pendingToken(request), rp));
    return {next, ways, passkey: passkey && JSON.stringify(passkey)};
  }

  private async setUpPage(request: FastifyRequest, next: string) {
    const {uri, key} = await this.setUp.offerFirst(this.entrance.pendingToken(request));
    return {next, key, qr: await qrCode(uri)};
  }

  /** Whoever took too long, or comes here without a first factor, starts at the beginning. */
  private async orStartAgain<T>(reply: FastifyReply, next: string, work: () => Promise<T>) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'SIGN_IN_AGAIN') throw error;
      return reply.redirect(next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`, 303);
    }
  }
}

const hasOne = ({ways}: Pending) => ways.totp || ways.passkey;

/** Wrong codes and too many of them are said beside the form; all else goes on to its own page. */
async function refused<T>(
  reply: FastifyReply,
  error: unknown,
  again: (errors: FieldError[], status: number) => Promise<T>,
): Promise<T> {
  if (!(error instanceof DomainError) || !['WRONG_CODE', 'TOO_MANY_TRIES', 'VALIDATION_FAILED'].includes(error.code)) {
    throw error;
  }
  const {status, retry_after: retryAfter} = problemOf(error);
  if (typeof retryAfter === 'number') void reply.header('retry-after', String(retryAfter));
  const field = error.code === 'TOO_MANY_TRIES' ? '' : 'code';
  return again([{field, message: error.message}], status);
}
