import {Injectable} from '@nestjs/common';
import {Names, type Principal} from '@app/identity';
import {UnitOfWork} from '@app/platform';
import {ApplicationAccess} from '../applications/application-access.js';
import {ApplicationNote} from './application-note.entity.js';

export interface NoteView {
  id: string;
  text: string;
  writtenBy: {id: string; name: string};
  writtenAt: Date;
}

/** The notes on an application, the newest first. */
@Injectable()
export class ReadNotes {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: ApplicationAccess,
    private readonly names: Names,
  ) {}

  /** @throws NOT_FOUND, FOUR_EYES for one's own */
  run(principal: Principal, applicationId: string): Promise<NoteView[]> {
    return this.uow.run(principal.councilId, async (tx) => {
      await this.access.forStaff(tx, principal, applicationId, {lock: false});
      const notes = await tx.find(ApplicationNote, {where: {applicationId}, order: {id: 'DESC'}});
      const names = await this.names.of(
        tx,
        notes.map((each) => each.writtenBy),
      );
      return notes.map(({id, text, writtenBy, writtenAt}) => ({
        id,
        text,
        writtenBy: {id: writtenBy, name: names.get(writtenBy) ?? ''},
        writtenAt,
      }));
    });
  }
}
