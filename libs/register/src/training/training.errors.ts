import {DomainError} from '@app/kernel';

export function courseExists(): DomainError {
  const message = 'The catalogue has this course of this provider from this day already.';
  return new DomainError('conflict', 'COURSE_EXISTS', message, {fields: [{field: 'title', message}]});
}

export function courseEnded(): DomainError {
  return new DomainError('conflict', 'COURSE_ENDED', 'This course has a last day already.');
}

export function courseUnknown(): DomainError {
  const message = 'Choose a course of the council’s catalogue that was given on the day the certificate was issued.';
  return new DomainError('refused', 'COURSE_UNKNOWN', message, {fields: [{field: 'facts.course', message}]});
}
