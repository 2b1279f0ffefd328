import {ApiProperty} from '@nestjs/swagger';
import {RESOURCE_KINDS, type ResourceKind} from '@app/directory';

export class AreaFileResponse {
  id: string;
  name: string;
}

/** What is owed for something that was taken, at its price of that day. */
export class AreaOwnChargeResponse {
  id: string;
  /** As the council's invoice bears it. */
  reference: string;
  amount_pence: number;
  @ApiProperty({type: String, nullable: true})
  paid_on: string | null;
}

export class AreaResourceResponse {
  id: string;
  @ApiProperty({enum: RESOURCE_KINDS})
  kind: ResourceKind;
  title: string;
  text: string;
  /** Null too while it is charged for and not taken. */
  @ApiProperty({type: String, nullable: true})
  link: string | null;
  written_at: string;
  /** None while it is charged for and not taken. */
  files: AreaFileResponse[];
  /** 0: free. */
  price_pence: number;
  @ApiProperty({type: AreaOwnChargeResponse, nullable: true})
  charge: AreaOwnChargeResponse | null;
}

/** The caller waits for a place. */
export class AreaWaitingResponse {
  /** How many come before them. */
  before: number;
  /** Until when the place that fell free is kept for them; null until one does. */
  @ApiProperty({type: String, nullable: true})
  kept_until: string | null;
}

export class AreaCourseResponse {
  id: string;
  title: string;
  text: string;
  place: string;
  starts_at: string;
  ends_at: string;
  places: number;
  /** For the caller: those who wait longer come before them. */
  left: number;
  /** How many wait for a place. */
  waiting: number;
  /** 0: free. */
  price_pence: number;
  /** Called off: only whoever had a place still sees it. */
  cancelled: boolean;
  has_place: boolean;
  @ApiProperty({type: AreaWaitingResponse, nullable: true})
  waits: AreaWaitingResponse | null;
  @ApiProperty({type: String, nullable: true})
  paid_on: string | null;
  @ApiProperty({type: AreaOwnChargeResponse, nullable: true})
  charge: AreaOwnChargeResponse | null;
}

export class AreaChargeResponse extends AreaOwnChargeResponse {
  /** The resource or the course. */
  what: string;
  owed_on: string;
  /** Nothing is owed any more: the place was given up, or the course called off. */
  @ApiProperty({type: String, nullable: true})
  ended_on: string | null;
  @ApiProperty({type: String, nullable: true})
  repaid_on: string | null;
}

export class AreaResponse {
  resources: AreaResourceResponse[];
  courses: AreaCourseResponse[];
  /** The caller's own. */
  charges: AreaChargeResponse[];
}
