import {IsInstantOrDay} from '@app/platform';

export class TimesQuery {
  @IsInstantOrDay()
  from: string;

  @IsInstantOrDay()
  to: string;
}

export class FreeTime {
  starts_at: string;
  ends_at: string;
}

export class TimesResponse {
  items: FreeTime[];
  total: number;
  page: number;
  per_page: number;
}
