import {Body, Controller, Delete, Get, HttpCode, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Allow, Current, MachineClients, type NewSecret, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {wholeList} from '../lists.js';
import {AddProgramRequest, ProgramsResponse, SecretResponse} from './machine.dto.js';

/** A council’s own systems that call this API by themselves. Changes need a fresh sign-in. */
@ApiTags('programs')
@ApiBearerAuth()
@Controller('api/v1/council/programs')
export class MachinesController {
  constructor(private readonly clients: MachineClients) {}

  /** What each may do, and when it and each of its secrets was last used. */
  @Allow('sign_in:configure')
  @Get()
  async list(@Current() principal: Principal): Promise<ProgramsResponse> {
    const clients = await this.clients.list(principal);
    return wholeList(
      clients.map(({id, name, scopes, secrets, createdAt, lastUsedAt, revokedAt}) => ({
        ...{id, name, scopes},
        created_at: createdAt.toISOString(),
        last_used_at: lastUsedAt?.toISOString() ?? null,
        revoked_at: revokedAt?.toISOString() ?? null,
        secrets: secrets.map((each) => ({
          ...{id: each.id, hint: each.hint},
          created_at: each.createdAt.toISOString(),
          last_used_at: each.lastUsedAt?.toISOString() ?? null,
        })),
      })),
    );
  }

  /** A new one, with its first secret; the secret is never shown again. */
  @Allow('sign_in:configure')
  @Post()
  async add(@Current() principal: Principal, @Body() {name, scopes}: AddProgramRequest): Promise<SecretResponse> {
    return secretOf(await this.clients.add(principal, name, scopes));
  }

  /** A second secret beside the first, so that one follows the other without a break. */
  @Allow('sign_in:configure')
  @Post(':id/secrets')
  async rotate(@Current() principal: Principal, @IdParam() id: string): Promise<SecretResponse> {
    return secretOf(await this.clients.rotate(principal, id));
  }

  /** Ends a secret, with the tokens that were given for it. */
  @Allow('sign_in:configure')
  @Delete(':id/secrets/:secret')
  @HttpCode(204)
  endSecret(@Current() principal: Principal, @IdParam() id: string, @IdParam('secret') secret: string): Promise<void> {
    return this.clients.endSecret(principal, id, secret);
  }

  /** At once: its tokens open nothing any more. */
  @Allow('sign_in:configure')
  @Post(':id/revoke')
  @HttpCode(204)
  revoke(@Current() principal: Principal, @IdParam() id: string): Promise<void> {
    return this.clients.revoke(principal, id);
  }
}

function secretOf({clientId, secret}: NewSecret): SecretResponse {
  return {client_id: clientId, client_secret: secret};
}
