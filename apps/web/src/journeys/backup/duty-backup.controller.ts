import {Body, Controller, Get, HttpCode, Post, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {ReadBackup, UncoveredVisits} from '@app/plans';
import type {FastifyReply} from 'fastify';
import {TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {BACKUP_WORDS} from './backup.controller.js';

const FIND = 'journeys/backup/duty-find';

class FindForm {
  @TextInput('Name') name: string;
}

/** Out of hours: whom to ring for somebody who said that this may be read. */
@Controller('duty/backup')
export class DutyBackupController {
  constructor(
    private readonly backup: ReadBackup,
    private readonly uncovered: UncoveredVisits,
  ) {}

  @Allow('backup:duty')
  @Get()
  @Render(FIND)
  ask() {
    return {};
  }

  @Allow('backup:duty')
  @Post()
  @HttpCode(200)
  async find(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(FindForm, body);
    if (errors.length) return showAgain(reply, FIND, {errors, values});
    try {
      return await reply.view(FIND, {values, found: await this.backup.find(principal, form.name)});
    } catch (error) {
      return showRefusal(reply, FIND, {values}, error);
    }
  }

  @Allow('backup:duty')
  @Get(':id')
  @Render('journeys/backup/duty-one')
  async one(@Current() principal: Principal, @IdParam() id: string) {
    const {person, contacts} = await this.backup.onDuty(principal, id);
    const visits = await this.uncovered.soonOf(principal, id);
    return {person, visits, contacts: contacts.map((each) => ({...each, kindWords: BACKUP_WORDS[each.kind]}))};
  }
}
