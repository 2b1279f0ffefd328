import {Body, Controller, Get, HttpCode, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {
  Allow,
  Current,
  EndRepresentation,
  FindPeople,
  ReadRepresentations,
  RecordCapacity,
  RecordRepresentation,
  type Principal,
  type RepresentationRecord,
} from '@app/identity';
import {IdParam} from '@app/platform';
import {
  CapacityRequest,
  DueResponse,
  EndRequest,
  FindPeopleRequest,
  FoundPeopleResponse,
  NewRepresentationRequest,
  PersonResponse,
  RecordedResponse,
  RepresentationRecordResponse,
} from './council-representation.dto.js';
import {representationAnswer} from './representation-answer.js';

@ApiTags('acting for somebody: staff')
@ApiBearerAuth()
@Controller('api/v1/council')
export class CouncilPeopleController {
  constructor(
    private readonly finds: FindPeople,
    private readonly reads: ReadRepresentations,
    private readonly capacity: RecordCapacity,
    private readonly records: RecordRepresentation,
    private readonly ends: EndRepresentation,
  ) {}

  /** Finds people by name. A name is personal, so it is sent in the body and never stands in an address. */
  @Allow('representation:record')
  @Post('people/find')
  @HttpCode(200)
  async find(@Current() principal: Principal, @Body() body: FindPeopleRequest): Promise<FoundPeopleResponse> {
    const {people, more} = await this.finds.run(principal, body.name);
    return {
      items: people.map(({id, name, reference}) => ({id, name, council_reference: reference})),
      more,
    };
  }

  /** Who acts for somebody, for whom they act, and what is recorded of their capacity. Reading it is on record. */
  @Allow('representation:record')
  @Get('people/:id/representations')
  async person(@Current() principal: Principal, @IdParam() id: string): Promise<PersonResponse> {
    const {person, representatives, represents, capacity} = await this.reads.ofPerson(principal, id);
    return {
      id: person.id,
      name: person.name,
      council_reference: person.councilReference,
      representatives: representatives.map(recordAnswer),
      represents: represents.map(recordAnswer),
      capacity: capacity.map(({assessedOn, assessedBy, reviewOn, recordedBy, ...each}) => ({
        ...each,
        assessed_on: assessedOn,
        assessed_by: assessedBy,
        review_on: reviewOn,
        recorded_by: recordedBy,
      })),
    };
  }

  /** Records that somebody may act for this person, and what that rests on. */
  @Allow('representation:record')
  @Post('people/:id/representations')
  async record(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: NewRepresentationRequest,
  ): Promise<RecordedResponse> {
    return {
      id: await this.records.run(principal, id, {
        representativeId: body.representative_id,
        kind: body.kind,
        powers: body.powers ?? null,
        areas: body.areas ?? [],
        organisationId: body.organisation_id ?? null,
        lines: body.lines ?? [],
        evidence: body.evidence,
        startsOn: body.starts_on,
        endsOn: body.ends_on ?? null,
        reviewOn: body.review_on,
      }),
    };
  }

  /** Records an assessment of capacity for one kind of decision. The latest counts, at once. */
  @Allow('representation:record')
  @Post('people/:id/capacity-records')
  async assess(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: CapacityRequest,
  ): Promise<RecordedResponse> {
    return {
      id: await this.capacity.run(principal, id, {
        area: body.area,
        decision: body.decision,
        assessedOn: body.assessed_on,
        assessedBy: body.assessed_by,
        outcome: body.outcome,
        reviewOn: body.review_on ?? null,
      }),
    };
  }

  /** What is to be looked at again within 30 days. */
  @Allow('representation:record')
  @Get('representations/due')
  async due(@Current() principal: Principal): Promise<DueResponse> {
    return {items: (await this.reads.due(principal)).map(recordAnswer)};
  }

  /** Ends a representation at once, with the reason. */
  @Allow('representation:record')
  @Post('representations/:id/end')
  @HttpCode(204)
  async end(@Current() principal: Principal, @IdParam() id: string, @Body() body: EndRequest): Promise<void> {
    await this.ends.byStaff(principal, id, body.reason);
  }
}

function recordAnswer(record: RepresentationRecord): RepresentationRecordResponse {
  return {...representationAnswer(record), evidence: record.evidence, end_reason: record.endReason};
}
