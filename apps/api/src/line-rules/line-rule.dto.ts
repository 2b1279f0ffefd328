import {ApiProperty} from '@nestjs/swagger';
import {
  DEPLOYMENTS,
  MARK_KINDS,
  PAYEES,
  RELATIONS,
  SPECIAL_PAYEES,
  type Deployment,
  type MarkKind,
  type Relation,
  type RuledPayee,
} from '@app/allocations';
import {IsCalendarDay} from '@app/platform';
import {IsBoolean, IsIn, IsOptional, IsString, IsUUID, Length} from 'class-validator';

const PAID = [...PAYEES, ...SPECIAL_PAYEES];
const oneOf = (choices: readonly string[]) => ({message: `Choose one of ${choices.join(', ')}.`});
const REASON = {message: 'Give the reason in 1 to 500 characters.'};

export class RelationshipRequest {
  @IsIn(RELATIONS, oneOf(RELATIONS)) @ApiProperty({enum: RELATIONS}) relation: Relation;
}

export class RelationshipResponse {
  listing_id: string;
  @ApiProperty({enum: RELATIONS})
  relation: Relation;
  declared_at: string;
}

export class RelationshipsResponse {
  items: RelationshipResponse[];
  total: number;
  page: number;
  per_page: number;
}

export class LineRuleRequest {
  @IsIn(DEPLOYMENTS, oneOf(DEPLOYMENTS)) deployment: Deployment;

  /** What it would pay for: a way of being engaged, family, the council’s own service, a care home. */
  @IsIn(PAID, oneOf(PAID)) @ApiProperty({enum: PAID}) pays: RuledPayee;

  @IsBoolean({message: 'Say true or false.'}) allowed: boolean;

  /** What the person is told: which rule it is, and whom to ask. */
  @IsString(REASON) @Length(1, 500, REASON) reason: string;

  @IsString({message: 'Give the source as text.'})
  @Length(1, 500, {message: 'Give the source in 1 to 500 characters.'})
  source: string;

  @IsCalendarDay() starts_on: string;

  /** A trial: what was so before is so again after its last day. */
  @IsOptional() @IsCalendarDay() ends_on?: string | null;
}

export class LineRuleResponse {
  id: string;
  deployment: Deployment;
  @ApiProperty({enum: PAID})
  pays: RuledPayee;
  allowed: boolean;
  reason: string;
  source: string;
  starts_on: string;
  ends_on: string | null;
}

export class LineRulesResponse {
  items: LineRuleResponse[];
  total: number;
  page: number;
  per_page: number;
}

export class ListingMarkRequest {
  @IsUUID(undefined, {message: 'Give the id of a listing.'}) listing_id: string;

  @IsIn(MARK_KINDS, oneOf(MARK_KINDS)) @ApiProperty({enum: MARK_KINDS}) kind: MarkKind;

  @IsString(REASON) @Length(1, 500, REASON) reason: string;
}

export class FamilyExceptionRequest {
  @IsUUID(undefined, {message: 'Give the id of a listing.'}) listing_id: string;

  @IsString({message: 'Give the reason as text.'})
  @Length(1, 1000, {message: 'Give the reason in 1 to 1,000 characters.'})
  reason: string;

  @IsCalendarDay() starts_on: string;

  @IsOptional() @IsCalendarDay() ends_on?: string | null;
}

export class LineRuleIdResponse {
  id: string;
}
