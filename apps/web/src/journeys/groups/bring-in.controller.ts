import {Body, Controller, Get, Post, Render, Req, Res} from '@nestjs/common';
import {RouteConfig} from '@nestjs/platform-fastify';
import {BringIn, ReadDirectoryImports, ROW_OUTCOMES, type FeedSource} from '@app/directory';
import {Allow, Current, type Principal} from '@app/identity';
import {invalid} from '@app/kernel';
import {IdParam} from '@app/platform';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {readUpload} from '../../forms/upload.js';
import {TAKES_FILE} from '../../security/csrf.js';
import {FIELD_OF_GROUP, ROW_WORDS} from '../../words/group-words.js';

const LIST = 'journeys/groups/bring-in';
const ONE = 'journeys/groups/bring-in-one';

class AddressForm {
  @TextInput('Whose directory it is', {max: 120})
  name: string;

  @TextInput('The address of the feed', {max: 500})
  address: string;
}

/** What other directories hold, brought in as drafts: seen first, then taken in or thrown away. */
@Controller('council/groups/bring-in')
export class BringInController {
  constructor(
    private readonly brings: BringIn,
    private readonly read: ReadDirectoryImports,
  ) {}

  @Allow('community:manage')
  @Get()
  @Render(LIST)
  async list(@Current() principal: Principal) {
    return {items: await this.read.list(principal)};
  }

  @Allow('community:manage')
  @Post()
  async ask(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(AddressForm, body);
    if (errors.length) return showAgain(reply, LIST, {...(await this.list(principal)), errors, values});
    try {
      return await this.prepare(principal, reply, form.name, {address: form.address});
    } catch (error) {
      return showRefusal(reply, LIST, {...(await this.list(principal)), values}, error);
    }
  }

  @Allow('community:manage')
  @Post('file')
  @RouteConfig(TAKES_FILE)
  async send(@Req() request: FastifyRequest, @Current() principal: Principal, @Res() reply: FastifyReply) {
    let values: Record<string, string> = {};
    try {
      const upload = await readUpload(request, reply);
      values = {'file-name': upload.fields['file-name'] ?? ''};
      const parts: Buffer[] = [];
      for await (const part of upload.content as AsyncIterable<Buffer>) parts.push(part);
      if (upload.cut)
        throw invalid({field: 'file', message: 'This file is larger than 10 MB. Use the command on the server.'});
      return await this.prepare(principal, reply, values['file-name'] ?? '', {file: Buffer.concat(parts)});
    } catch (error) {
      return showRefusal(reply, LIST, {...(await this.list(principal)), values}, error, {
        file: 'file',
        name: 'file-name',
      });
    }
  }

  @Allow('community:manage')
  @Get(':id')
  @Render(ONE)
  async one(@Current() principal: Principal, @IdParam() id: string) {
    const view = await this.read.one(principal, id);
    return {
      it: view,
      totals: ROW_OUTCOMES.filter((each) => view.totals[each] > 0).map((each) => ({
        text: ROW_WORDS[each],
        count: view.totals[each],
      })),
      rows: view.rows.map((row) => ({
        ...row,
        outcome: ROW_WORDS[row.outcome],
        differs: row.differs.map((field) => FIELD_OF_GROUP[field] ?? field),
      })),
    };
  }

  @Allow('community:manage')
  @Post(':id/take')
  take(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    return this.close(principal, id, reply, () => this.brings.take(principal, id));
  }

  @Allow('community:manage')
  @Post(':id/discard')
  discard(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    return this.close(principal, id, reply, () => this.brings.discard(principal, id));
  }

  private async prepare(principal: Principal, reply: FastifyReply, name: string, source: FeedSource) {
    const {id} = await this.brings.prepare(principal, name, source);
    return reply.redirect(`/council/groups/bring-in/${id}`, 303);
  }

  private async close(principal: Principal, id: string, reply: FastifyReply, work: () => Promise<unknown>) {
    const page = await this.one(principal, id);
    try {
      await work();
    } catch (error) {
      return showRefusal(reply, ONE, {...page, values: {}}, error);
    }
    return reply.redirect(`/council/groups/bring-in/${id}`, 303);
  }
}
