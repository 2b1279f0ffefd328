import type {RateUnit} from '@app/kernel';
import {
  CARD_KINDS,
  FACETS,
  PATTERN_FREE,
  SORTS,
  type CardKind,
  type Condition,
  type EngineName,
  type Payable,
  type Facet,
  type RawSearch,
  type Sort,
} from '@app/search';
import {Allow} from 'class-validator';
import {ApiProperty, ApiPropertyOptional} from '@nestjs/swagger';

const several = (description: string, example: string) =>
  ApiPropertyOptional({
    type: String,
    description: `${description} Several with commas between; any of them will do.`,
    example,
  });

/** What may be asked. The search itself reads and checks each field, as it does for the pages. */
export class SearchQueryParameters implements RawSearch {
  /** A postcode, the first part of one, or a place. Without it the place may stand in `q`. */
  @Allow() @ApiPropertyOptional({type: String, example: 'NG1 5DT'}) near?: string;
  /** How far away, in kilometres; 16 unless said. */
  @Allow() @ApiPropertyOptional({type: Number, default: 16}) within_km?: string;
  /** Words: a kind of help, a need, a name. Slips of the finger are forgiven. */
  @Allow() @ApiPropertyOptional({type: String, example: 'dementia cleaning'}) q?: string;
  @Allow() @several('pa, provider or community: what is not for sale.', 'pa') kind?: string;
  @Allow() @several('Codes of services.', 'shopping') service?: string;
  @Allow() @several('What they have experience with.', 'dementia') need?: string;
  @Allow() @several('ISO 639 codes.', 'pl') language?: string;
  @Allow() @several('female, male or non_binary.', 'female') gender?: string;
  @Allow() @several('Checked and accredited by the council, or not.', 'true') accredited?: string;
  @Allow() @several('Ways of paying that they take.', 'direct_payment') pays?: string;
  @Allow() @several('Who can drive you: true or false.', 'true') drives?: string;
  @Allow() @several('Who takes on new people: true or false.', 'true') taking_on?: string;
  /** Alone, `online` looks however far. */
  @Allow() @several('Where they help: at_home, online or at_theirs.', 'online') where?: string;
  /** With `near`: only those who travel that far. */
  @Allow() @ApiPropertyOptional({enum: ['true', 'false']}) reached?: string;
  /** Only those free the whole time from here… */
  @Allow() @ApiPropertyOptional({type: String, example: '2026-12-01T09:00:00Z'}) available_from?: string;
  /** … to here. */
  @Allow() @ApiPropertyOptional({type: String, example: '2026-12-01T12:00:00Z'}) available_to?: string;
  @Allow() @ApiPropertyOptional({type: Number}) max_rate_pence?: string;
  /** Signed in: what the hours would cost each week, and leave in this line. */
  @Allow() @ApiPropertyOptional({type: String, format: 'uuid'}) budget_line_id?: string;
  @Allow() @ApiPropertyOptional({type: Number, example: 10}) hours_per_week?: string;
  /** For somebody who pays themselves, signed in or not: what they can spend a week. */
  @Allow() @ApiPropertyOptional({type: Number, example: 12000}) own_weekly_pence?: string;
  /** The same visits each week: weekdays and London's time. An end that is not after the start is on the next day. */
  @Allow() @several('Visits of a week.', 'tue 09:00-11:00,thu 09:00-11:00') pattern?: string;
  /** The first day of the pattern; tomorrow unless said. */
  @Allow() @ApiPropertyOptional({type: String, example: '2026-12-01'}) pattern_from?: string;
  /** For how many weeks they should be free. */
  @Allow() @ApiPropertyOptional({type: Number, default: 4, maximum: 12}) pattern_weeks?: string;
  /** How much of the pattern somebody must be free for: the whole, part of it, or it does not matter. */
  @Allow() @ApiPropertyOptional({enum: PATTERN_FREE, default: 'part'}) pattern_free?: string;
  /** With the next free times of each, of the coming four weeks. */
  @Allow() @ApiPropertyOptional({enum: ['true', 'false']}) next_free?: string;
  @Allow() @ApiPropertyOptional({enum: SORTS, default: 'relevance'}) sort?: Sort;
  @Allow() @ApiPropertyOptional({type: Number, default: 1}) page?: string;
  @Allow() @ApiPropertyOptional({type: Number, default: 20, maximum: 100}) per_page?: string;
}

export class SearchStanding {
  /** False: listed for information, not checked. */
  accredited: boolean;
  scheme: string | null;
  checked_on: string | null;
}

export class SearchFitPeriod {
  starts_on: string;
  ends_on: string;
  cost_pence: number;
  left_pence: number;
}

export class SearchPattern {
  /** How many of its visits they are free for, the whole of each, by hours and bookings as they are now. */
  free_visits: number;
  visits: number;
  /** What a usual week costs at their rates for those times; null where they have none. */
  weekly_cost_pence: number | null;
  /** All the weeks asked about, bank holidays and all. */
  cost_pence: number | null;
}

export class SearchFit {
  weekly_cost_pence: number;
  /** Below nought: it costs more than there is a week. */
  weekly_left_pence: number;
  /** What the line's current period still has to pay for, and would have left; null for one's own money. */
  period: SearchFitPeriod | null;
  /** How many of the weeks that the line is funded for it pays for. */
  covers_weeks: number | null;
  weeks: number | null;
  /** What a week would need of one's own beside it, on average. */
  own_weekly_pence: number;
  /** Whether the line may pay them. */
  @ApiProperty({enum: ['yes', 'if_self_employed', 'no']})
  payable: Payable['answer'];
  /** Why not, or why only so. */
  payable_reason: string | null;
}

export class NextFree {
  starts_at: string;
  ends_at: string;
}

export class SearchCommunity {
  /** group, club, preventive, peer_support or advocacy. */
  sort: string;
  times: string;
  place: string;
  cost: string;
  /** Null: not vetted. */
  checked_what: string | null;
  checked_on: string | null;
}

export class SearchPicture {
  /** 320 pixels wide and high. */
  url: string;
  /** What it shows, for who cannot see it. */
  alternative: string;
}

export class SearchItem {
  id: string;
  @ApiProperty({enum: CARD_KINDS})
  kind: CardKind;
  /** Of what is not for sale; it has no rate and takes no bookings. Its profile is at /community/{id}. */
  community: SearchCommunity | null;
  name: string;
  summary: string;
  /** Codes, as `service` takes them. */
  services: string[];
  /** As the crow flies; null without `near`. */
  distance_m: number | null;
  rate_pence: number | null;
  rate_unit: RateUnit | null;
  standing: SearchStanding;
  /**
   * Of an enterprise, whether it is registered with the Care Quality Commission, as the council looked up. False: it is
   * supported by the council, not regulated. Null for a PA and for what is not for sale.
   */
  regulated: boolean | null;
  picture: SearchPicture | null;
  /** Null without a pattern. */
  pattern: SearchPattern | null;
  /** Null unless a line and hours were given, or where they do not say what a week costs. */
  fit: SearchFit | null;
  /** Null unless `next_free` was asked for. */
  next_free: NextFree[] | null;
}

export class SearchFacetValue {
  value: string;
  count: number;
}

export class SearchOrigin {
  /** @example about NG1 */
  label: string;
  /** Whether it is the postcode itself. */
  exact: boolean;
  /** Of a place its namesakes, as `near` takes them. */
  alternatives: string[];
}

export class SearchWider {
  /**
   * Without `distance`: up to 40 miles; without `pattern`: as with `pattern_free` any; without `other_words`: with those
   * alone that mean something anybody could offer or be.
   */
  @ApiProperty({enum: [...FACETS, 'reached', 'words', 'other_words', 'distance', 'max_rate', 'time', 'pattern']})
  without: Condition;
  total: number;
  /** Without `other_words` what is left of them; else null. */
  words: string | null;
}

export class SearchNearest {
  /** The one condition that they do not answer. */
  @ApiProperty({enum: [...FACETS, 'reached', 'words', 'other_words', 'distance', 'max_rate', 'time', 'pattern']})
  without: Condition;
  item: SearchItem;
}

export class SearchResponse {
  items: SearchItem[];
  total: number;
  page: number;
  per_page: number;
  /**
   * How many there would be for each value, were it chosen beside what is chosen in the other groups. Of `online` it is
   * how many are as near as was asked: chosen alone it looks however far, and finds more.
   */
  @ApiProperty({
    type: 'object',
    properties: Object.fromEntries(
      FACETS.map((facet) => [
        facet,
        {
          type: 'array',
          items: {type: 'object', properties: {value: {type: 'string'}, count: {type: 'integer'}}},
        },
      ]),
    ),
    additionalProperties: false,
  })
  facets: Record<Facet, SearchFacetValue[]>;
  /** Null without `near`. */
  origin: SearchOrigin | null;
  /** Where nobody was found: how many there would be with one condition less. */
  wider: SearchWider[];
  /** Where nobody was found: who answers all of it but one condition, the likeliest to do first. */
  nearest: SearchNearest[];
  /** Which engine answered. Both mean the same; with PostgreSQL slips in words may rank otherwise. */
  engine: EngineName;
}
