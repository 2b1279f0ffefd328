import {DomainError} from '@app/kernel';
import {Public} from '@app/platform';
import {Body, Controller, Get, Param, Post, Render, Req, Res} from '@nestjs/common';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {readForm} from '../../../apps/web/src/forms/read-form.js';
import {showAgain, showRefusal} from '../../../apps/web/src/forms/show-again.js';
import {pagination} from '../../../apps/web/src/presenters/pagination.js';
import {VisitForm} from './visit.form.js';

/** Pages that exist for tests: one with a form as every form of the product is made, one with all the patterns. */
@Public()
@Controller()
export class SpecimenController {
  @Get('specimen/form')
  @Render('form')
  form() {
    return {};
  }

  @Post('specimen/form')
  send(@Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(VisitForm, body);
    if (errors.length) return showAgain(reply, 'form', {errors, values});
    try {
      refuse(form.name);
    } catch (error) {
      return showRefusal(reply, 'form', {values}, error, {starts_on: 'starts-day', LINE_SPENT: 'rate'});
    }
    return reply.redirect(`/specimen/done?${new URLSearchParams({...form, rate: String(form.rate)})}`, 303);
  }

  @Get('specimen/done')
  @Render('done')
  done(@Req() request: FastifyRequest<{Querystring: Record<string, string>}>) {
    return {form: request.query};
  }

  @Get('specimen/patterns')
  @Render('patterns')
  patterns() {
    const at = (day: string, hour: string) => new Date(`${day}T${hour}:00Z`);
    return {
      pages: pagination(112, 3, 20, (page) => `/specimen/patterns?page=${page}`),
      days: [
        {
          day: '2027-03-26',
          note: 'Bank holiday: Good Friday',
          slots: [
            {startsAt: at('2027-03-26', '09:00'), endsAt: at('2027-03-26', '11:30'), href: '#one'},
            {startsAt: at('2027-03-26', '14:00'), endsAt: at('2027-03-26', '15:00'), href: '#two'},
          ],
        },
        {day: '2027-03-29', slots: [{startsAt: at('2027-03-29', '08:00'), endsAt: at('2027-03-29', '11:00')}]},
        {day: '2027-03-30', slots: []},
      ],
    };
  }

  /** One page for each fault that the browser tests must notice. */
  @Get('specimen/bad/:what')
  @Render('bad')
  bad(@Param('what') what: string) {
    return {what};
  }

  @Get('specimen/broken')
  broken() {
    throw new Error('the password is hunter2');
  }

  @Get('specimen/refused')
  refused() {
    throw new DomainError('conflict', 'SLOT_TAKEN', 'Somebody has just booked this time. Choose another.');
  }

  @Post('api/v1/echo')
  echo(@Req() request: FastifyRequest) {
    return {body: request.body, cookies: request.cookies};
  }
}

/** Stands for a use case. */
function refuse(name: string): void {
  if (name === 'Nobody') {
    const fields = [{field: 'starts_on', message: 'Choose a day in the next year'}];
    throw new DomainError('refused', 'TOO_FAR', 'That is too far ahead.', {fields});
  }
  if (name === 'Spent') throw new DomainError('refused', 'LINE_SPENT', 'Only £3.20 is left in this budget.');
  if (name === 'Taken') throw new DomainError('conflict', 'SLOT_TAKEN', 'Somebody has just booked this time.');
}
