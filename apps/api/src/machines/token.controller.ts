import {Body, Controller, Headers, HttpCode, Post, Req, Res} from '@nestjs/common';
import {ApiBody, ApiConsumes, ApiTags} from '@nestjs/swagger';
import {MachineTokens} from '@app/identity';
import {DomainError} from '@app/kernel';
import {Public} from '@app/platform';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {TokenRequest, TokenResponse} from './token.dto.js';
import {readCredentials} from './read-credentials.js';

@ApiTags('programs')
@Controller('api/v1/token')
export class TokenController {
  constructor(private readonly tokens: MachineTokens) {}

  /**
   * Client credentials (RFC 6749, 4.4): a token of half an hour for a program of the council’s. The client id and
   * secret come as Basic authentication or in the form.
   */
  @Public()
  @Post()
  @HttpCode(200)
  @ApiConsumes('application/x-www-form-urlencoded')
  @ApiBody({type: TokenRequest})
  async give(
    @Headers('authorization') authorization: string | undefined,
    @Body() body: TokenRequest,
    @Req() request: FastifyRequest,
    @Res({passthrough: true}) reply: FastifyReply,
  ): Promise<TokenResponse> {
    if (body.grant_type !== 'client_credentials') {
      const fields = [{field: 'grant_type', message: 'Send grant_type=client_credentials.'}];
      throw new DomainError('invalid', 'UNSUPPORTED_GRANT_TYPE', 'Send grant_type=client_credentials.', {
        ...{fields, facts: {error: 'unsupported_grant_type'}},
      });
    }
    const {clientId, secret} = readCredentials(authorization, body);
    const wanted = body.scope ? body.scope.split(' ').filter(Boolean) : null;
    const {token, expiresInSeconds, scopes} = await this.tokens
      .give(clientId, secret, wanted, {address: request.ip})
      .catch((error: unknown) => {
        throw asRfc6749(error, reply);
      });
    void reply.headers({'cache-control': 'no-store', pragma: 'no-cache'});
    return {access_token: token, token_type: 'Bearer', expires_in: expiresInSeconds, scope: scopes.join(' ')};
  }
}

const ERRORS: Record<string, string> = {INVALID_CLIENT: 'invalid_client', INVALID_SCOPE: 'invalid_scope'};

/** Clients by the book look for `error`; it is a member of the problem. */
function asRfc6749(error: unknown, reply: FastifyReply): unknown {
  if (!(error instanceof DomainError)) return error;
  const name = ERRORS[error.code];
  if (!name) return error;
  if (name === 'invalid_client') void reply.header('www-authenticate', 'Basic realm="Alongside"');
  return new DomainError(error.kind, error.code, error.message, {fields: error.fields, facts: {error: name}});
}
