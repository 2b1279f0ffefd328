import {IsOptional, IsString, Length, MaxLength} from 'class-validator';

export class SignInRequest {
  /** @example holder@demo.example */
  @IsString({message: 'Enter your e-mail address.'})
  @Length(3, 320, {message: 'Enter your e-mail address.'})
  email: string;

  @IsString({message: 'Enter your password.'})
  @MaxLength(1000, {message: 'This password is too long.'})
  password: string;
}

export class SecondFactorRequest {
  /** As it came with SECOND_FACTOR_NEEDED. */
  @IsString({message: 'Send what came as continue_with.'})
  @MaxLength(100, {message: 'Send what came as continue_with.'})
  continue_with: string;

  /** Six figures of an authenticator app, or a recovery code. */
  @IsString({message: 'Enter your code.'})
  @Length(6, 40, {message: 'Enter your code.'})
  code: string;
}

export class ShowAgainRequest {
  @IsOptional()
  @IsString({message: 'Enter your password.'})
  @MaxLength(1000, {message: 'This password is too long.'})
  password?: string;

  @IsOptional()
  @IsString({message: 'Enter your code.'})
  @MaxLength(40, {message: 'Enter your code.'})
  code?: string;
}

export class RenewedToken {
  /** In place of the one that was sent, which is worth nothing any more. */
  token: string;
  ends_at: string;
}

export class ChangePasswordRequest {
  @IsString({message: 'Enter a new password.'})
  @MaxLength(1000, {message: 'This password is too long.'})
  password: string;
}

export class OwnSessionItem {
  id: string;
  /** @example Firefox on Windows */
  device: string;
  methods: string[];
  started_at: string;
  last_seen_at: string;
  ends_at: string;
  current: boolean;
}

export class OwnSessionsResponse {
  items: OwnSessionItem[];
  total: number;
  page: number;
  per_page: number;
}

export class SessionPerson {
  id: string;
  name: string;
  roles: string[];
}

export class SessionResponse {
  /** Send it as `Authorization: Bearer …`. */
  token: string;
  /** When it ends unless it is used before. */
  expires_at: string;
  /** When it ends, however much it is used. */
  ends_at: string;
  person: SessionPerson;
}
