import {Injectable, Logger} from '@nestjs/common';
import {Secrets} from '@app/platform';

/** What was tried and refused, and by whom and from where as far as that is known. */
export interface Refusal {
  /** An e-mail address, or the id of an account or program. */
  who?: string | undefined;
  where?: string | undefined;
  /** What they lacked. */
  permission?: string;
}

/**
 * For whoever watches the log: tries that failed and doors that stayed shut. Who and from where stand under a key, so
 * that one who tries much is seen to be the same, and no address or name is in a log.
 */
@Injectable()
export class RefusalLog {
  private readonly log = new Logger('Refused');

  constructor(private readonly secrets: Secrets) {}

  tell(message: string, {who, where, permission}: Refusal): void {
    this.log.warn({
      message,
      ...(who === undefined ? {} : {who: this.mark(who.trim().toLowerCase())}),
      ...(where === undefined ? {} : {where: this.mark(where)}),
      ...(permission === undefined ? {} : {permission}),
    });
  }

  private mark(value: string): string {
    return this.secrets.digest('log', value).toString('base64url').slice(0, 12);
  }
}
