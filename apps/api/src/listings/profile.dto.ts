import {ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID} from 'class-validator';
import {
  GENDERS,
  LONGEST,
  NEEDS,
  TAKING_ON,
  WAYS_OF_PAYING,
  type Gender,
  type Need,
  type TakingOn,
  type WayOfPaying,
} from '@app/listings';
import {IsCalendarDay} from '@app/platform';

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
}
