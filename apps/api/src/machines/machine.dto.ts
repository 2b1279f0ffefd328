import {IsArray, IsString, Length} from 'class-validator';

export class AddProgramRequest {
  /** What it does is recorded under this name.
   * @example Finance system */
  @IsString({message: 'Give it a name.'})
  @Length(1, 80, {message: 'Give it a name of 80 characters or fewer.'})
  name: string;

  /** @example ["allocations:import"] */
  @IsArray({message: 'Give a list of scopes.'})
  @IsString({each: true, message: 'Give a list of scopes.'})
  scopes: string[];
}

export class ProgramSecret {
  id: string;
  /** Its last four letters. */
  hint: string;
  created_at: string;
  last_used_at: string | null;
}

export class ProgramItem {
  /** The client id. */
  id: string;
  name: string;
  scopes: string[];
  created_at: string;
  last_used_at: string | null;
  revoked_at: string | null;
  secrets: ProgramSecret[];
}

export class ProgramsResponse {
  items: ProgramItem[];
  total: number;
  page: number;
  per_page: number;
}

export class SecretResponse {
  client_id: string;
  client_secret: string;
}
