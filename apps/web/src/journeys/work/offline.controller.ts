import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {Controller, Get, Post, Req, Res} from '@nestjs/common';
import {RouteConfig} from '@nestjs/platform-fastify';
import {Allow, Current, type Principal} from '@app/identity';
import {DomainError, notFound} from '@app/kernel';
import {problemOf, Public} from '@app/platform';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {assetFiles} from '../../asset-files.js';
import {readForm} from '../../forms/read-form.js';
import {readUpload} from '../../forms/upload.js';
import {TAKES_FILE} from '../../security/csrf.js';
import {t} from '../../words/t.js';
import {problemWords} from '../../words/problem-words.js';
import {OfflineForm} from './offline.form.js';
import {SendOfflineHours} from './send-offline-hours.js';

const SHELL = '/work/offline';
const ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Hours without signal: a page that the phone keeps, and where it sends later what was written down on it. */
@Controller('work')
export class OfflineController {
  constructor(private readonly sends: SendOfflineHours) {}

  /** The page itself holds nothing of anybody: what it shows comes out of the phone. */
  @Public()
  @Get('offline')
  shell(@Res() reply: FastifyReply) {
    return reply.view('journeys/work/offline', {viewer: null, navigation: []});
  }

  /** What keeps that page on the phone and shows it when there is no signal. It serves pages below /work alone. */
  @Public()
  @Get('sw.js')
  worker(@Res() reply: FastifyReply) {
    const assets = assetFiles();
    const files = [SHELL, ...['alongside.css', 'alongside.js', 'favicon.svg'].map((name) => assets.url(name))];
    const code = readFileSync(join(assets.folder, assets.url('offline-worker.js').split('/').at(-1) ?? ''), 'utf8');
    return reply
      .header('service-worker-allowed', '/work')
      .type('text/javascript; charset=utf-8')
      .send(`const SHELL = ${JSON.stringify(SHELL)};\nconst FILES = ${JSON.stringify(files)};\n${code}`);
  }

  /** Asked before anything is sent: who is signed in, with what forms are sent, and which visits there are. */
  @Allow('hours:record')
  @Get('offline/ready')
  async ready(@Current() principal: Principal, @Res() reply: FastifyReply) {
    const token = reply.locals?.csrfToken?.() ?? '';
    return reply.send({person: principal.personId, token, visits: await this.sends.visits(principal)});
  }

  /** Answers a script: what became of it, and what was wrong in the reader's words. */
  @Allow('hours:record')
  @Post('offline/hours')
  @RouteConfig(TAKES_FILE)
  async send(@Req() request: FastifyRequest, @Current() principal: Principal, @Res() reply: FastifyReply) {
    const upload = await readUpload(request, reply);
    try {
      const {form, errors} = readForm(OfflineForm, upload.fields);
      const wrong = [...errors.map((each) => each.message), ...halfExpense(form)];
      if (wrong.length) return await reply.code(400).send({message: wrong.join('. ')});
      if (!ID.test(form.visit)) throw notFound('visit');
      return await reply.code(200).send({pence: await this.sends.run(principal, form, upload)});
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return reply.code(problemOf(error).status).send({message: problemWords(error.message)});
    } finally {
      upload.content.resume();
    }
  }
}

/** What was paid for and what it cost belong together: one without the other is a slip. */
function halfExpense({expense, expense_what: what}: OfflineForm): string[] {
  if ((expense === null) === (what === null)) return [];
  return [expense === null ? t('Enter what it cost') : t('Enter what you paid for')];
}
