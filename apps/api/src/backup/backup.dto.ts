import {Type} from 'class-transformer';
import {ArrayMaxSize, IsArray, IsBoolean, IsIn, IsOptional, IsString, IsUUID, ValidateNested} from 'class-validator';
import {BACKUP_KINDS, type BackupKind} from '@app/plans';

const words = {message: 'Write it as text.'};

export class BackupContactDto {
  @IsIn(BACKUP_KINDS, {message: `Choose one of ${BACKUP_KINDS.join(', ')}.`})
  kind: BackupKind;

  /** Where they are on the register. */
  @IsOptional()
  @IsUUID(undefined, {message: 'Give the id of a listing.'})
  listing_id?: string | null;

  @IsString(words)
  name: string;

  @IsString(words)
  phone: string;

  @IsOptional()
  @IsString(words)
  note?: string | null;
}

export class SetBackupRequest {
  /** Up to three, in the order in which they are rung. */
  @IsArray({message: 'Give a list.'})
  @ArrayMaxSize(3, {message: 'Name three at most.'})
  @ValidateNested({each: true})
  @Type(() => BackupContactDto)
  contacts: BackupContactDto[];

  /** Whether the duty officer may read it; left out, it stays as it is. */
  @IsOptional()
  @IsBoolean({message: 'Say true or false.'})
  shared?: boolean | null;
}

export class FindBackupRequest {
  @IsString(words)
  name: string;
}

export class BackupPerson {
  id: string;
  name: string;
}

export class BackupResponse {
  person: BackupPerson;
  contacts: BackupContactDto[];
  shared: boolean;
}

export class FoundBackupResponse {
  items: BackupPerson[];
  total: number;
  page: number;
  per_page: number;
}
