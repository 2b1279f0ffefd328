import {ApiProperty} from '@nestjs/swagger';
import {RESOURCE_KINDS, type ResourceKind} from '@app/directory';
import {IsCalendarDay, IsInstant} from '@app/platform';
import {IsIn, IsInt, IsOptional, IsString} from 'class-validator';
import {AreaChargeResponse, AreaCourseResponse, AreaOwnChargeResponse, AreaResourceResponse} from './area.dto.js';

const text = 'Give a text.';
const pence = 'Give whole pence.';

export class AddResourceRequest {
  @IsIn(RESOURCE_KINDS, {message: `Choose one of ${RESOURCE_KINDS.join(', ')}.`})
  kind: ResourceKind;
  @IsString({message: text})
  title: string;
  @IsOptional()
  @IsString({message: text})
  text?: string;
  @IsOptional()
  @IsString({message: text})
  link?: string | null;
  /** The last day on which it shows. */
  @IsOptional()
  @IsCalendarDay()
  through_on?: string | null;
}

export class ChangeCourseRequest {
  @IsString({message: text})
  title: string;
  @IsOptional()
  @IsString({message: text})
  text?: string;
  @IsString({message: text})
  place: string;
  @IsInstant()
  starts_at: string;
  @IsInstant()
  ends_at: string;
  @IsInt({message: 'Give a whole number.'})
  /** Never fewer than are taken, or kept for somebody who waits. */
  places: number;
}

export class OfferCourseRequest extends ChangeCourseRequest {
  /** 0: free. */
  @IsOptional()
  @IsInt({message: pence})
  price_pence?: number;
}

/** From a day on, today or later; 0 makes it free again. */
export class SetPriceRequest {
  @IsInt({message: pence})
  price_pence: number;
  @IsCalendarDay()
  starts_on: string;
}

export class PaidRequest {
  /** Today, if it is left out. */
  @IsOptional()
  @IsCalendarDay()
  paid_on?: string | null;
}

export class RepaidRequest {
  /** Today, if it is left out. */
  @IsOptional()
  @IsCalendarDay()
  repaid_on?: string | null;
}

export class AddedResponse {
  id: string;
}

export class CouncilAreaResponse {
  resources: AreaResourceResponse[];
  courses: AreaCourseResponse[];
}

export class CoursePlaceResponse {
  id: string;
  name: string;
  taken_at: string;
  @ApiProperty({type: AreaOwnChargeResponse, nullable: true})
  charge: AreaOwnChargeResponse | null;
}

export class CourseQueueResponse {
  id: string;
  name: string;
  asked_at: string;
  /** Until when a place is kept for them; null until one is free. */
  @ApiProperty({type: String, nullable: true})
  kept_until: string | null;
}

export class CouncilCourseResponse extends AreaCourseResponse {
  people: CoursePlaceResponse[];
  /** Those who wait, in their order. */
  queue: CourseQueueResponse[];
}

export class CouncilChargeResponse extends AreaChargeResponse {
  name: string;
}

export class CouncilChargesResponse {
  /** What waits first, the longest owing before the others. */
  items: CouncilChargeResponse[];
  owing_pence: number;
  /** Paid for what was given up or called off. */
  to_repay_pence: number;
}
