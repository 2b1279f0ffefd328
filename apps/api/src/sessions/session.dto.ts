import {IsString, Length, MaxLength} from 'class-validator';

export class SignInRequest {
  /** @example holder@demo.example */
  @IsString({message: 'Enter your e-mail address.'})
  @Length(3, 320, {message: 'Enter your e-mail address.'})
  email: string;

  @IsString({message: 'Enter your password.'})
  @MaxLength(1000, {message: 'This password is too long.'})
  password: string;
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
