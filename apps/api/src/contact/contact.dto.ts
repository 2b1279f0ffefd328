import {IsBoolean, IsArray, IsIn, IsOptional, IsString, IsUUID, Length, Matches} from 'class-validator';
import {CHOICES, FORMATS, type Choice, type Format} from '@app/notifications';

const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

export class ContactRequest {
  /** The ways beside the messages inside, which are always there. */
  @IsArray({message: 'Give a list of ways.'})
  @IsIn(CHOICES, {each: true, message: `Choose from ${CHOICES.join(', ')}.`})
  channels: Choice[];

  /** Left out, it is the address with which the person signs in. */
  @IsOptional()
  @IsString({message: 'Give an e-mail address as text.'})
  @Length(1, 254, {message: 'Give an e-mail address of 254 characters or fewer.'})
  email?: string | null;

  /** As people write it; without a country code it is a British number. */
  @IsOptional()
  @IsString({message: 'Give a phone number as text.'})
  @Length(1, 40, {message: 'Give a phone number of 40 characters or fewer.'})
  phone?: string | null;

  /** The lines below the name, the postcode last. */
  @IsOptional()
  @IsString({message: 'Give the address as text.'})
  @Length(1, 600, {message: 'Give the address in 600 characters or fewer.'})
  address?: string | null;

  @IsIn(FORMATS, {message: `Choose one of ${FORMATS.join(', ')}.`})
  format: Format;

  /** A code like `en` or `pl`. */
  @IsString({message: 'Give a language as its code.'})
  @Matches(/^[a-z]{2,3}$/, {message: 'Give a language as its code, like en or pl.'})
  language: string;

  /** What an interpreter has to speak or sign. */
  @IsOptional()
  @IsString({message: 'Give what is needed as text.'})
  @Length(1, 100, {message: 'Give what is needed in 100 characters or fewer.'})
  interpreter?: string | null;

  /** Nothing by e-mail, text message or phone from then, in London time, */
  @IsOptional()
  @Matches(TIME, {message: 'Give a time like 21:00.'})
  quiet_from?: string | null;

  /** until then. */
  @IsOptional()
  @Matches(TIME, {message: 'Give a time like 08:00.'})
  quiet_to?: string | null;

  /** Whether to be reminded of visits the day before. Left out, it stays as it is. */
  @IsOptional()
  @IsBoolean({message: 'Give true or false.'})
  reminders?: boolean;
}

export class AlsoToldRequest {
  /** The relation that it rests on, from `could_be_told`. */
  @IsUUID(undefined, {message: 'Give the id of a relation.'})
  relation_id: string;

  @IsString({message: 'Give the consent as text.'})
  @Length(1, 300, {message: 'Say in up to 300 characters how they agreed.'})
  consent: string;
}

export class PointResponse {
  kind: string;
  value: string;
  /** Something came back from it; it is not used until it is changed. */
  failed: boolean;
}

export class AlsoToldResponse {
  id: string;
  person_id: string;
  name: string;
  kind: string;
  since: string;
  consent: string;
}

export class CouldBeToldResponse {
  relation_id: string;
  name: string;
  kind: string;
}

export class ContactResponse {
  person_id: string;
  name: string;
  /** False while nobody has said how: then it is inside, and by e-mail where there is an account. */
  chosen: boolean;
  channels: Choice[];
  points: PointResponse[];
  format: Format;
  language: string;
  interpreter: string | null;
  quiet_from: string | null;
  quiet_to: string | null;
  reminders: boolean;
  also_told: AlsoToldResponse[];
  could_be_told: CouldBeToldResponse[];
}

export class WriteRequest {
  @IsString({message: 'Give the subject as text.'})
  @Length(1, 150, {message: 'Give the subject in 150 characters or fewer.'})
  subject: string;

  /** Up to 10,000 characters; paragraphs apart by an empty line. */
  @IsString({message: 'Give the message as text.'})
  @Length(1, 20_000, {message: 'Give the message in 10,000 characters or fewer.'})
  text: string;
}
