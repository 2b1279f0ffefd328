import {Injectable} from '@nestjs/common';
import {Organisations} from '@app/identity';
import type {Tx} from '@app/platform';
import {otherMemberKind} from '../register.errors.js';
import type {MemberKind} from '../scheme/requirement-kinds.js';
import {Member} from './member.entity.js';

export type PersonKind = Extract<MemberKind, 'pa' | 'broker'>;
export type OrganisationKind = Exclude<MemberKind, 'pa'>;

/** Who is known to the register: a person or an organisation is one member of it, once and for all. */
@Injectable()
export class Members {
  constructor(private readonly organisations: Organisations) {}

  /**
   * The person's member, made where there is none yet. Being a member lists nobody.
   * @throws MEMBER_KIND when they are on the register as another kind
   */
  forPerson(tx: Tx, councilId: string, personId: string, kind: PersonKind): Promise<Member> {
    return this.findOrMake(tx, councilId, kind, 'person_id', personId);
  }

  /** @throws MEMBER_KIND */
  forOrganisation(tx: Tx, councilId: string, organisationId: string, kind: OrganisationKind): Promise<Member> {
    return this.findOrMake(tx, councilId, kind, 'organisation_id', organisationId);
  }

  byId(tx: Tx, id: string): Promise<Member | null> {
    return tx.findOneBy(Member, {id});
  }

  ofPerson(tx: Tx, personId: string): Promise<Member | null> {
    return tx.findOneBy(Member, {personId});
  }

  ofOrganisation(tx: Tx, organisationId: string): Promise<Member | null> {
    return tx.findOneBy(Member, {organisationId});
  }

  /** Every member this person is, or may act for as one of the organisation. */
  async actedForBy(tx: Tx, personId: string): Promise<Member[]> {
    const organisationIds = (await this.organisations.of(tx, personId, 'edit_listing')).map((each) => each.id);
    return tx
      .createQueryBuilder(Member, 'member')
      .where('member.personId = :personId OR member.organisationId = ANY(:organisationIds)', {
        personId,
        organisationIds,
      })
      .getMany();
  }

  async isOf(tx: Tx, personId: string, member: Member): Promise<boolean> {
    if (!member.organisationId) return member.personId === personId;
    return (await this.organisations.people(tx, member.organisationId)).includes(personId);
  }

  /** The person, or everybody who may act for the organisation. */
  async peopleOf(tx: Tx, id: string): Promise<string[]> {
    const member = await this.byId(tx, id);
    if (member?.personId) return [member.personId];
    return member?.organisationId ? this.organisations.people(tx, member.organisationId) : [];
  }

  private async findOrMake(
    tx: Tx,
    councilId: string,
    kind: MemberKind,
    column: 'person_id' | 'organisation_id',
    id: string,
  ): Promise<Member> {
    await tx.query(
      `INSERT INTO member (council_id, kind, ${column}) VALUES ($1, $2, $3) ON CONFLICT (${column}) DO NOTHING`,
      [councilId, kind, id],
    );
    const member = await tx.findOneByOrFail(Member, column === 'person_id' ? {personId: id} : {organisationId: id});
    if (member.kind !== kind) throw otherMemberKind(member.kind);
    return member;
  }
}
