import {Body, Controller, Get, HttpCode, Post, Put} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {ReadBackup, SetBackup, type Backup} from '@app/plans';
import {wholeList} from '../lists.js';
import {BackupResponse, FindBackupRequest, FoundBackupResponse, SetBackupRequest} from './backup.dto.js';

@ApiTags('back-up')
@ApiBearerAuth()
@Controller('api/v1')
export class BackupController {
  constructor(
    private readonly backup: ReadBackup,
    private readonly sets: SetBackup,
  ) {}

  /** Whom to ring when somebody cannot come: the caller's own, or of the person named in the `Acting-For` header. */
  @Allow('backup:read')
  @Get('backup')
  async mine(@Current() principal: Principal): Promise<BackupResponse> {
    return backupResponse(await this.backup.mine(principal));
  }

  /** Takes the place of all that there were. */
  @Allow('backup:write')
  @Put('backup')
  async set(@Current() principal: Principal, @Body() body: SetBackupRequest): Promise<BackupResponse> {
    await this.sets.contacts(
      principal,
      body.contacts.map(({kind, listing_id, name, phone, note}) => ({
        ...{kind, name, phone},
        listingId: listing_id ?? null,
        note: note ?? null,
      })),
    );
    if (typeof body.shared === 'boolean') await this.sets.share(principal, body.shared);
    return this.mine(principal);
  }

  /** For the duty officer: people of this name who said that their contacts may be read. */
  @Allow('backup:duty')
  @Post('duty/backup/search')
  @HttpCode(200)
  async find(@Current() principal: Principal, @Body() body: FindBackupRequest): Promise<FoundBackupResponse> {
    return wholeList(await this.backup.find(principal, body.name));
  }

  /** The contacts of one of them. Each reading is on record. */
  @Allow('backup:duty')
  @Get('duty/backup/:id')
  async one(@Current() principal: Principal, @IdParam() id: string): Promise<BackupResponse> {
    return backupResponse(await this.backup.onDuty(principal, id));
  }
}

function backupResponse({person, contacts, shared}: Backup): BackupResponse {
  return {person, shared, contacts: contacts.map(({listingId, ...each}) => ({...each, listing_id: listingId}))};
}
