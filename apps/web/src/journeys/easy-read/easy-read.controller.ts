import {Body, Controller, Inject, Post, Res} from '@nestjs/common';
import {Environment, Public} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {ChoiceInput, TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {safeReturn} from '../../safe-return.js';
import {cookieNames} from '../../security/cookie-names.js';

class SwitchForm {
  @ChoiceInput('Easy read', ['on', 'off'])
  easy: 'on' | 'off';

  @TextInput('Where to go back to', {max: 2_000})
  back: string;
}

/** The switch on pages that have an easy-read version. The browser keeps the choice, until it is closed. */
@Controller('easy-read')
export class EasyReadController {
  constructor(@Inject(Environment) private readonly environment: Environment) {}

  @Public()
  @Post()
  change(@Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors} = readForm(SwitchForm, body);
    const easy = errors.length === 0 && form.easy === 'on';
    const secure = this.environment.SECURE_COOKIES === 'yes';
    const name = cookieNames({secure}).easy;
    void reply.setCookie(name, easy ? 'on' : 'off', {path: '/', httpOnly: true, sameSite: 'lax', secure});
    return reply.redirect(errors.length ? '/' : safeReturn(form.back), 303);
  }
}
