import {Body, Controller, Delete, Get, HttpCode, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Allow, Current, SignIn, SignOut, type Principal} from '@app/identity';
import {Public} from '@app/platform';
import {SessionPerson, SessionResponse, SignInRequest} from './session.dto.js';

@ApiTags('sessions')
@Controller('api/v1/sessions')
export class SessionsController {
  constructor(
    private readonly signIn: SignIn,
    private readonly signOut: SignOut,
  ) {}

  /** Signs in and gives a token for the `Authorization` header. */
  @Public()
  @Post()
  async create(@Body() {email, password}: SignInRequest): Promise<SessionResponse> {
    const {token, expiresAt, principal} = await this.signIn.run(email, password);
    return {token, expires_at: expiresAt.toISOString(), person: personOf(principal)};
  }

  /** Who this token belongs to. */
  @ApiBearerAuth()
  @Allow('session:use')
  @Get('current')
  current(@Current() principal: Principal): SessionPerson {
    return personOf(principal);
  }

  /** Ends this session at once. */
  @ApiBearerAuth()
  @Allow('session:use')
  @Delete('current')
  @HttpCode(204)
  async end(@Current() principal: Principal): Promise<void> {
    await this.signOut.run(principal);
  }
}

function personOf(principal: Principal): SessionPerson {
  return {id: principal.personId, name: principal.name, roles: [...principal.roles]};
}
