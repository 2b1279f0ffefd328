import {IsOptional, IsString, Matches} from 'class-validator';

export class SignInWaysQuery {
  /** The council's code; without it the installation's first. */
  @IsOptional()
  @IsString()
  @Matches(/^[a-z][a-z0-9-]{1,40}$/)
  council?: string;
}

export class SignInWay {
  id: string;
  /** Whom it is for. */
  audience: 'public' | 'staff';
  /** What stands on the button. */
  label: string;
  /** Where a browser begins; add `?next=/path` for where it goes afterwards. */
  start: string;
}

export class SignInWaysResponse {
  /** OpenID Connect issuers. */
  items: SignInWay[];
  /** Where somebody signs in with an e-mail address, gets a link, or opens an account. */
  pages: {password: string; link: string; forgotten: string; open_account: string};
}

export class IssuerRole {
  value: string;
  role: string;
}

export class IssuerResponse {
  id: string;
  code: string;
  audience: 'public' | 'staff';
  label: string;
  issuer: string;
  tenant: string | null;
  client_id: string;
  proof: 'private_key_jwt' | 'client_secret_basic' | 'client_secret_post';
  /** The variable that its key or secret stands in. */
  secret: string;
  secret_is_set: boolean;
  offered: boolean;
  starts_on: string;
  ends_on: string | null;
  role_claim: string | null;
  roles: IssuerRole[];
}

export class IssuersResponse {
  items: IssuerResponse[];
}
