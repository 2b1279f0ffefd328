import {ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID} from 'class-validator';
import {
  AUDIENCES,
  GENDERS,
  LONGEST,
  NEEDS,
  TAKING_ON,
  WAYS_OF_PAYING,
  type Audience,
  type Gender,
  type Need,
  type TakingOn,
  type WayOfPaying,
} from '@app/listings';
import {IsCalendarDay} from '@app/platform';

const yesNo = {message: 'Say true or false.'};
const text = {message: 'Give this as text.'};
const list = {message: 'Give this as a list.'};
const oneOf = (among: readonly string[]) => ({message: `Choose from: ${among.join(', ')}.`});
const eachOf = (among: readonly string[]) => ({...oneOf(among), each: true});

export class OwnListingQuery {
  /** Which listing, for who answers for more than one. */
  @IsOptional()
  @IsUUID(undefined, {message: 'Give the id of a listing.'})
  listing_id?: string;
}

export class CreateListingRequest {
  @IsUUID(undefined, {message: 'Give the id of your membership.'})
  member_id: string;

  /** Left out, a PA's is the first name and an initial, an organisation's its own. */
  @IsOptional()
  @IsString(text)
  name?: string;
}

/** All of the profile: what is left out of the optional fields is taken away, but for the postcode. */
export class ProfileRequest {
  /** Of a PA the first name and an initial. At most 80 characters. */
  @IsString(text)
  name: string;

  /** A line or two. At most 300 characters. */
  @IsString(text)
  summary: string;

  /** At most 4,000 characters. */
  @IsString(text)
  about: string;

  /** Where you set out from. Others see its first half only. Left out, it stays as it is. */
  @IsOptional()
  @IsString(text)
  postcode?: string;

  @IsInt({message: 'Enter how far you travel in whole kilometres.'})
  travel_km: number;

  @IsOptional()
  @IsIn(GENDERS, oneOf(GENDERS))
  gender?: Gender;

  /** ISO 639 codes. */
  @IsArray(list)
  @ArrayMaxSize(LONGEST.languages, {message: `Name up to ${LONGEST.languages} languages.`})
  @IsString({...text, each: true})
  languages: string[];

  @IsArray(list)
  @IsIn(NEEDS, eachOf(NEEDS))
  needs: Need[];

  @IsIn(TAKING_ON, oneOf(TAKING_ON))
  taking_on: TakingOn;

  @IsOptional()
  @IsCalendarDay()
  taking_on_from?: string;

  @IsBoolean({message: 'Say true or false.'})
  drives: boolean;

  /** How many visits at once; for a provider. */
  @IsOptional()
  @IsInt({message: 'Enter how many visits you can do at once.'})
  capacity?: number;

  @IsArray(list)
  @IsIn(WAYS_OF_PAYING, eachOf(WAYS_OF_PAYING))
  ways_of_paying: WayOfPaying[];

  @IsOptional()
  @IsString(text)
  cqc_provider_id?: string;

  /** To whom it shows. This and all that follows: left out, it stays as it is. */
  @IsOptional()
  @IsIn(AUDIENCES, oneOf(AUDIENCES))
  audience?: Audience;

  /** Languages in which an interpreter helps you, as codes. */
  @IsOptional()
  @IsArray(list)
  @IsString({...text, each: true})
  interpreted?: string[];

  /** Whether you come where there are pets; null: not said. */
  @IsOptional()
  @IsBoolean(yesNo)
  pets?: boolean | null;

  /** Whether you come where somebody smokes; null: not said. */
  @IsOptional()
  @IsBoolean(yesNo)
  smoking?: boolean | null;

  /** You drive a car that is insured for work. */
  @IsOptional()
  @IsBoolean(yesNo)
  business_insurance?: boolean;

  /** Districts that you serve whole, by their names. @example ["Broxtowe"] */
  @IsOptional()
  @IsArray(list)
  @IsString({...text, each: true})
  districts?: string[];

  /** You help online too. */
  @IsOptional()
  @IsBoolean(yesNo)
  online?: boolean;

  /** People can come to you. */
  @IsOptional()
  @IsBoolean(yesNo)
  at_theirs?: boolean;

  /** Kept free before and after each visit, for the way. */
  @IsOptional()
  @IsInt({message: 'Enter whole minutes.'})
  buffer_minutes?: number;

  /** The shortest visit; null: any. */
  @IsOptional()
  @IsInt({message: 'Enter whole minutes.'})
  minimum_minutes?: number | null;

  /** Whether your weekly hours count on bank holidays. */
  @IsOptional()
  @IsBoolean(yesNo)
  bank_holidays?: boolean;

  /** A visit cancelled with less notice costs what `late_cancellation_bp` says; null for both: the council's terms. */
  @IsOptional()
  @IsInt({message: 'Enter whole hours.'})
  notice_hours?: number | null;

  /** In hundredths of a percent of the price. */
  @IsOptional()
  @IsInt({message: 'Enter a whole number.'})
  late_cancellation_bp?: number | null;
}
