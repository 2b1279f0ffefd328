import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {invalid, notFound} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {DevelopEnterprise} from '@app/register';
import {requireManager} from './members-only.js';

/** That something of the members' area was sent to an enterprise on its way: which, when, by whom, and what was said with it. */
@Injectable()
export class SendResource {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly develop: DevelopEnterprise,
  ) {}

  /** @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED */
  async run(principal: Principal, enquiryId: string, resourceId: string, said: string | null): Promise<void> {
    requireManager(principal);
    if ((said?.length ?? 0) > 1_000) throw invalid({field: 'text', message: 'Use at most 1000 characters.'});
    await this.uow.run(principal.councilId, async (tx) => {
      const [found] = await tx.query<{title: string}[]>(
        `SELECT title FROM member_resource WHERE id = $1 AND removed_at IS NULL`,
        [resourceId],
      );
      if (!found) throw notFound('resource');
      const text = said?.trim() ? `${found.title}\n${said.trim()}` : found.title;
      await this.develop.sent(tx, principal, enquiryId, {resourceId, text});
    });
  }
}
