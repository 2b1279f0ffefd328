import {Injectable} from '@nestjs/common';
import {forbidden} from '@app/kernel';
import type {Principal} from '@app/identity';
import {UnitOfWork} from '@app/platform';
import type {ListingState} from '../profile/listing.state.js';

/** For the council's staff: whether a member of the register has written a listing, and shows it. */
@Injectable()
export class ReadMemberListing {
  constructor(private readonly uow: UnitOfWork) {}

  /**
   * @returns null when there is none
   * @throws FORBIDDEN
   */
  async run(principal: Principal, memberId: string): Promise<{id: string; name: string; state: ListingState} | null> {
    if (!principal.permissions.has('application:queue')) throw forbidden('You do not have permission to do this.');
    return this.uow.run(principal.councilId, async (tx) => {
      const [listing] = await tx.query<{id: string; name: string; state: ListingState}[]>(
        `SELECT id, name, state FROM listing WHERE member_id = $1`,
        [memberId],
      );
      return listing ?? null;
    });
  }
}
