import {ApiProperty} from '@nestjs/swagger';
import {RESOURCE_KINDS, type ResourceKind} from '@app/directory';

export class AreaFileResponse {
  id: string;
  name: string;
}

export class AreaResourceResponse {
  id: string;
  @ApiProperty({enum: RESOURCE_KINDS})
  kind: ResourceKind;
  title: string;
  text: string;
  @ApiProperty({type: String, nullable: true})
  link: string | null;
  written_at: string;
  files: AreaFileResponse[];
}

export class AreaCourseResponse {
  id: string;
  title: string;
  text: string;
  place: string;
  starts_at: string;
  ends_at: string;
  places: number;
  left: number;
  /** 0: free. */
  price_pence: number;
  has_place: boolean;
  @ApiProperty({type: String, nullable: true})
  paid_on: string | null;
}

export class AreaResponse {
  resources: AreaResourceResponse[];
  courses: AreaCourseResponse[];
}
