import {PURPOSES, type Purpose} from '@app/identity';
import type {FieldError} from '@app/kernel';
import {ChoiceInput, TextInput} from '../../forms/inputs.js';
import {words} from '../../words/t.js';

const PURPOSE_WORDS: Record<Purpose, string> = words({
  support: 'I am looking for support, for myself or for somebody else',
  pa: 'I want to work as a personal assistant',
  provider: 'I run a small service, or want to start one',
});

/** Where somebody goes first with a new account. */
const LANDING: Record<Purpose, string> = {support: '/', pa: '/apply', provider: '/apply'};

/** Nothing more is asked than what an account cannot do without. */
export class NewcomerForm {
  @TextInput('Your name', {max: 200})
  name: string;

  @TextInput('Email address', {max: 320, optional: true})
  email: string | null;

  @ChoiceInput('What you want to do', PURPOSES)
  purpose: Purpose;

  @TextInput('Name of your service', {max: 200, optional: true})
  organisation: string | null;

  /** What is needed only in some cases. */
  missing(withEmail: boolean): FieldError[] {
    const errors: FieldError[] = [];
    if (typeof this.name === 'string' && this.name.includes('\n'))
      errors.push({field: 'name', message: 'Your name must be on one line'});
    if (this.organisation?.includes('\n')) {
      errors.push({field: 'organisation', message: 'The name of your service must be on one line'});
    }
    if (withEmail && !this.email) errors.push({field: 'email', message: 'Enter your email address'});
    if (this.purpose === 'provider' && !this.organisation) {
      errors.push({field: 'organisation', message: 'Enter the name of your service'});
    }
    return errors;
  }
}

export const purposeItems = () => PURPOSES.map((value) => ({value, text: PURPOSE_WORDS[value]}));

export const landingFor = (purpose: Purpose) => LANDING[purpose];
