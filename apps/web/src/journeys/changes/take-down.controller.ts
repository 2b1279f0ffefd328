import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {DomainError} from '@app/kernel';
import {TakeDownPicture} from '@app/listings';
import {IdParam} from '@app/platform';
import {isUUID} from 'class-validator';
import type {FastifyReply} from 'fastify';
import {TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain} from '../../forms/show-again.js';
import {t} from '../../words/t.js';

const VIEW = 'journeys/changes/take-down';

class TakeDownForm {
  @TextInput('Why', {max: 500})
  reason: string;

  @TextInput('Picture', {max: 36, optional: true})
  file: string | null;
}

/** An officer takes down the picture of a listing, and nothing else of it. */
@Controller('council/listings/:id/picture')
export class TakeDownController {
  constructor(private readonly takes: TakeDownPicture) {}

  @Allow('application:queue')
  @Get()
  @Render(VIEW)
  async show(@Current() principal: Principal, @IdParam() id: string, @Query('done') done: unknown) {
    return {...(await this.page(principal, id)), done: done !== undefined};
  }

  @Allow('application:gather')
  @Post()
  async send(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const {form, errors, values} = readForm(TakeDownForm, body);
    const {file} = form;
    if (errors.length === 0 && file && isUUID(file)) {
      try {
        await this.takes.run(principal, id, file, form.reason);
        return await reply.redirect(`/council/listings/${id}/picture?done`, 303);
      } catch (error) {
        if (!(error instanceof DomainError) || error.kind !== 'not_found') throw error;
      }
    }
    const page = await this.page(principal, id);
    if (errors.length) return showAgain(reply, VIEW, {...page, errors, values});
    // The owner was quicker: what the officer judged is not there any more.
    const message = page.judged.picture
      ? t('There is another picture now. Look at it before you decide.')
      : t('The picture is not there any more.');
    return showAgain(reply, VIEW, {...page, errors: [{field: '', message}], values}, 409);
  }

  private async page(principal: Principal, id: string) {
    return {
      judged: await this.takes.read(principal, id),
      canTakeDown: principal.permissions.has('application:gather'),
    };
  }
}
