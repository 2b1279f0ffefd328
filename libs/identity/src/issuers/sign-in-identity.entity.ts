import {Check, Column, Entity, Index, Unique} from 'typeorm';
import {CouncilId, Id, InstantColumn, Reference} from '@app/platform';

/** Who an issuer knows somebody as, linked to their account: by themselves, on purpose. */
@Entity()
@Unique(['councilId', 'issuer', 'subject'])
@Index(['accountId'])
@Check('sign_in_identity_subject_check', `length(subject) BETWEEN 1 AND 255`)
export class SignInIdentity {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('account') accountId: string;
  @Reference('identity_provider') providerId: string;
  @Column({type: 'text'}) issuer: string;
  @Column({type: 'text'}) subject: string;
  @InstantColumn({default: () => 'now()'}) linkedAt: Date;
}
