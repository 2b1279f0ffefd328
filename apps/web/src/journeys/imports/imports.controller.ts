import {Body, Controller, Get, Post, Query, Render, Req, Res} from '@nestjs/common';
import {RouteConfig} from '@nestjs/platform-fastify';
import {Allow, Current, type Principal} from '@app/identity';
import {DomainError} from '@app/kernel';
import {MEMBER_KINDS, PrepareImport, ReadImports, type ImportPreview, type MemberKind} from '@app/register';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import type {TypedValues} from '../../forms/typed-input.js';
import {readUpload} from '../../forms/upload.js';
import {TAKES_FILE} from '../../security/csrf.js';
import {readSheet} from './read-sheet.js';
import {importHead, kindItems, previewPage, SAMPLE} from './imports.presenter.js';
import {words} from '../../words/t.js';

const NEW = 'journeys/imports/new';
const PREVIEW = 'journeys/imports/preview';
const DONE: Record<string, string> = words({discarded: 'It is discarded. Nothing of it was on the register.'});

class NoFields {}

/** Taking over a former register: pasted, looked at row by row, prepared. */
@Controller('council/imports')
export class ImportsPageController {
  constructor(
    private readonly imports: ReadImports,
    private readonly prepares: PrepareImport,
  ) {}

  @Allow('import:read')
  @Get()
  @Render('journeys/imports/imports')
  async list(@Current() principal: Principal, @Query('done') done: unknown) {
    return {
      items: (await this.imports.list(principal)).map(importHead),
      canPrepare: principal.permissions.has('register:import'),
      done: typeof done === 'string' && Object.hasOwn(DONE, done) ? DONE[done] : null,
    };
  }

  @Allow('register:import')
  @Get('new')
  @Render(NEW)
  ask() {
    return newPage;
  }

  @Allow('register:import')
  @Post()
  send(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {values} = readForm(NoFields, body);
    return this.answer(principal, reply, text(values, 'csv'), values);
  }

  /** The same, as a file. What is seen next carries its text along. */
  @Allow('register:import')
  @Post('file')
  @RouteConfig(TAKES_FILE)
  async sendFile(@Req() request: FastifyRequest, @Current() principal: Principal, @Res() reply: FastifyReply) {
    try {
      const {csv, fields} = await readSheet(await readUpload(request, reply));
      return await this.answer(principal, reply, csv, {kind: fields['kind'] ?? '', step: 'preview'});
    } catch (error) {
      return showRefusal(reply, NEW, {...newPage, values: {}}, error, {file: 'file'});
    }
  }

  private async answer(principal: Principal, reply: FastifyReply, csv: string, values: TypedValues) {
    const kind = text(values, 'kind') as MemberKind;
    if (!MEMBER_KINDS.includes(kind)) {
      return showAgain(reply, NEW, {...newPage, errors: [{field: 'kind', message: 'Choose who is in it'}], values});
    }
    let preview: ImportPreview;
    try {
      preview = await this.look(principal, csv, kind, values);
      if (text(values, 'step') === 'prepare') {
        const {id} = await this.prepares.run(principal, {
          ...{csv, kind, dryRun: false},
          mapping: mappingOf(values, preview),
        });
        return await reply.redirect(id ? `/council/imports/${id}?done=prepared` : '/council/imports', 303);
      }
    } catch (error) {
      return this.refused(principal, reply, {csv, kind, values}, error);
    }
    return reply.code(200).view(PREVIEW, previewPage(preview, {csv, kind}));
  }

  /** First as the headings say, then as the person chose. */
  private async look(principal: Principal, csv: string, kind: MemberKind, values: TypedValues): Promise<ImportPreview> {
    const guessed = await this.prepares.run(principal, {csv, kind, dryRun: true});
    if (!('column-0' in values)) return guessed;
    return this.prepares.run(principal, {csv, kind, mapping: mappingOf(values, guessed), dryRun: true});
  }

  /** What is wrong with the columns is said where they are chosen, everything else where the file is pasted. */
  private async refused(
    principal: Principal,
    reply: FastifyReply,
    {csv, kind, values}: {csv: string; kind: MemberKind; values: TypedValues},
    error: unknown,
  ) {
    const columns = error instanceof DomainError && error.fields.some((each) => each.field === 'mapping');
    if (!columns) return showRefusal(reply, NEW, {...newPage, values}, error, {IMPORT_OPEN: '', NO_SCHEME: 'kind'});
    const preview = await this.prepares.run(principal, {csv, kind, dryRun: true});
    const errors = error.fields.map(({message}) => ({field: 'mapping', message}));
    return showAgain(reply, PREVIEW, {...previewPage(preview, {csv, kind}), errors, values});
  }
}

const newPage = {kinds: kindItems(), sample: SAMPLE};

function mappingOf(values: TypedValues, {headings, mapping}: ImportPreview): Record<string, string> {
  if (!('column-0' in values)) return mapping;
  return Object.fromEntries(headings.map((heading, index) => [heading, text(values, `column-${index}`)]));
}

function text(values: TypedValues, field: string): string {
  const value = values[field];
  return (Array.isArray(value) ? value.at(-1) : value) ?? '';
}
