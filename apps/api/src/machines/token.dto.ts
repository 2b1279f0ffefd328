import {IsOptional, IsString, MaxLength} from 'class-validator';

export class TokenRequest {
  /** @example client_credentials */
  @IsString({message: 'Send grant_type=client_credentials.'})
  @MaxLength(100, {message: 'Send grant_type=client_credentials.'})
  grant_type: string;

  /** Unless it comes as Basic authentication. */
  @IsOptional()
  @IsString({message: 'This is not a client id.'})
  @MaxLength(100, {message: 'This is not a client id.'})
  client_id?: string;

  @IsOptional()
  @IsString({message: 'This is not a secret.'})
  @MaxLength(200, {message: 'This is not a secret.'})
  client_secret?: string;

  /** Some of the client’s scopes, with spaces between; all of them when it is left out. */
  @IsOptional()
  @IsString({message: 'Send scopes with spaces between them.'})
  @MaxLength(500, {message: 'Send scopes with spaces between them.'})
  scope?: string;
}

export class TokenResponse {
  access_token: string;
  /** @example Bearer */
  token_type: string;
  /** Seconds. */
  expires_in: number;
  scope: string;
}
