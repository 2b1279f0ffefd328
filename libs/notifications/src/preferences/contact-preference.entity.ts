import {Check, Column, Entity, Unique} from 'typeorm';
import {CouncilId, Id, InstantColumn, Reference} from '@app/platform';
import type {Choice, Format} from './choices.js';

/** How somebody wants to be told. Without one: inside, and by e-mail where they sign in with an address. */
@Entity()
@Unique(['personId'])
@Check('contact_preference_channels_check', `channels <@ ARRAY['email', 'sms', 'letter', 'phone']`)
@Check('contact_preference_format_check', `format IN ('standard', 'easy_read', 'large_print', 'audio')`)
@Check('contact_preference_language_check', `language ~ '^[a-z]{2,3}$'`)
@Check('contact_preference_interpreter_check', `length(btrim(interpreter)) BETWEEN 1 AND 100`)
@Check('contact_preference_quiet_check', `(quiet_from IS NULL) = (quiet_to IS NULL) AND quiet_from <> quiet_to`)
export class ContactPreference {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('person') personId: string;
  @Column({type: 'text', array: true}) channels: Choice[];
  @Column({type: 'text'}) format: Format;
  @Column({type: 'text'}) language: string;
  /** What an interpreter has to speak or sign: `British Sign Language`. */
  @Column({type: 'text', nullable: true}) interpreter: string | null;
  /** Nothing by e-mail, text message or phone from then … */
  @Column({type: 'time', nullable: true}) quietFrom: string | null;
  /** … until then, in London time; it may go past midnight. */
  @Column({type: 'time', nullable: true}) quietTo: string | null;
  /** Whether they want to be reminded of visits. */
  @Column({type: 'boolean', default: true}) reminders: boolean;
  @InstantColumn({default: () => 'now()'}) updatedAt: Date;
  @Reference('person') recordedBy: string;
}
