import {Check, Entity} from 'typeorm';
import {CouncilId, Id, InstantColumn, Reference} from '@app/platform';

/** Letters that were printed together, and when they were posted. */
@Entity()
@Check('letter_batch_posted_check', `(posted_at IS NULL) = (posted_by IS NULL)`)
export class LetterBatch {
  @Id() id: string;
  @CouncilId() councilId: string;
  @InstantColumn({default: () => 'now()'}) madeAt: Date;
  @Reference('person') madeBy: string;
  @InstantColumn({nullable: true}) postedAt: Date | null;
  @Reference('person', {nullable: true}) postedBy: string | null;
}
