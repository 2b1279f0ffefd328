import {Body, Controller, Get, Param, Post, Req, Res} from '@nestjs/common';
import {FollowLink, type OpenedLink} from '@app/identity';
import {DomainError} from '@app/kernel';
import {Public} from '@app/platform';
import {Expose} from 'class-transformer';
import {IsOptional, IsString, MaxLength} from 'class-validator';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {safeReturn} from '../../safe-return.js';
import {BrowserKey} from './browser-key.js';
import {Entrance} from './entrance.js';

const VIEW = 'journeys/sign-in/follow-link';

class FollowForm {
  @TextInput('Email address', {max: 320, optional: true})
  email: string | null;

  @Expose()
  @IsOptional()
  @IsString({message: 'Enter a password'})
  @MaxLength(1000, {message: 'Password must be 1,000 characters or fewer'})
  password?: string;
}

/**
 * A link from an e-mail. Its token goes from the address into a cookie at once, so that it stands in no history and in
 * no referrer; and it is used by a button, because mail scanners open every link there is.
 */
@Public()
@Controller('sign-in/link')
export class FollowLinkController {
  constructor(
    private readonly follows: FollowLink,
    private readonly browser: BrowserKey,
    private readonly entrance: Entrance,
  ) {}

  @Get(':token')
  arrive(@Param('token') token: string, @Res() reply: FastifyReply) {
    this.browser.keepLink(reply, token.slice(0, 100));
    return reply.header('referrer-policy', 'no-referrer').redirect('/sign-in/link', 303);
  }

  @Get()
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.unlessGone(reply, async () => {
      const link = await this.follows.read(this.browser.linkOf(request), this.browser.of(request, reply));
      return reply.view(VIEW, page(link));
    });
  }

  @Post()
  async use(@Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const [token, browserHash] = [this.browser.linkOf(request), this.browser.of(request, reply)];
    return this.unlessGone(reply, async () => {
      const link = await this.follows.read(token, browserHash);
      const {form, errors, values} = readForm(FollowForm, body);
      const again = {...page(link), values: {email: values.email ?? '', password: ''}};
      if (errors.length) return showAgain(reply, VIEW, {...again, errors});
      const {email, password} = form;
      const userAgent = request.headers['user-agent'];
      try {
        const followed = await this.follows.run({token, browserHash, email, password: password ?? null, userAgent});
        this.browser.dropLink(reply);
        return this.entrance.open(reply, followed.begun, safeReturn(followed.returnPath));
      } catch (error) {
        return showRefusal(reply, VIEW, again, error);
      }
    });
  }

  private async unlessGone(reply: FastifyReply, work: () => Promise<FastifyReply>): Promise<FastifyReply> {
    void reply.header('referrer-policy', 'no-referrer');
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'LINK_GONE') throw error;
      this.browser.dropLink(reply);
      return reply.code(410).view('journeys/sign-in/gone', {isError: true, reason: error.message});
    }
  }
}

function page(link: OpenedLink) {
  return {link};
}
