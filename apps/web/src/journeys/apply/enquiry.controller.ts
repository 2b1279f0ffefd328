import {Body, Controller, Get, Post, Render, Req, Res} from '@nestjs/common';
import {Councils, Current, type Principal} from '@app/identity';
import {notFound} from '@app/kernel';
import {Public} from '@app/platform';
import {RecordEnquiry} from '@app/register';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {easyRead} from '../easy-read/easy-read.js';
import {EnquiryForm, SOURCE_ITEMS, WANTS_ITEMS} from './enquiry.form.js';

const VIEW = 'journeys/apply/enquiry';

/** Anybody may ask how to get on the register. The answer is the same whoever asked before. */
@Public()
@Controller('apply/enquiry')
export class EnquiryController {
  constructor(
    private readonly records: RecordEnquiry,
    private readonly councils: Councils,
  ) {}

  @Get()
  @Render(VIEW)
  show(@Req() request: FastifyRequest) {
    return page(request);
  }

  @Get('sent')
  @Render('journeys/apply/enquiry-sent')
  sent() {
    return {};
  }

  @Post()
  async send(
    @Req() request: FastifyRequest,
    @Current() principal: Principal | null,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const {form, errors, values} = readForm(EnquiryForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...page(request), errors, values});
    const councilId = principal?.councilId ?? (await this.councils.home())?.id;
    if (!councilId) throw notFound('council');
    try {
      await this.records.fromPage(councilId, form);
    } catch (error) {
      return showRefusal(reply, VIEW, {...page(request), values}, error);
    }
    return reply.redirect('/apply/enquiry/sent', 303);
  }
}

function page(request: FastifyRequest) {
  return {easy: easyRead(request, 'enquiry'), wants: WANTS_ITEMS, sources: SOURCE_ITEMS};
}
