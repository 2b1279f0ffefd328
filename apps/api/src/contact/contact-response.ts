import type {Contact, ContactWishes} from '@app/notifications';
import type {ContactRequest, ContactResponse} from './contact.dto.js';

export function contactResponse({
  personId,
  name,
  chosen,
  channels,
  points,
  format,
  language,
  ...more
}: Contact): ContactResponse {
  return {
    ...{person_id: personId, name, chosen, channels, format, language},
    points: Object.entries(points).map(([kind, point]) => ({kind, ...point})),
    interpreter: more.interpreter,
    quiet_from: more.quiet?.from ?? null,
    quiet_to: more.quiet?.to ?? null,
    reminders: more.reminders,
    also_told: more.alsoTold.map((each) => ({
      ...{id: each.id, person_id: each.personId, name: each.name, kind: each.kind, consent: each.consent},
      since: each.since.toISOString(),
    })),
    could_be_told: more.couldBeTold.map((each) => ({relation_id: each.id, name: each.name, kind: each.kind})),
  };
}

export function wishesOf({
  email,
  phone,
  address,
  interpreter,
  quiet_from,
  quiet_to,
  ...same
}: ContactRequest): ContactWishes {
  return {
    ...same,
    ...{email: email ?? null, phone: phone ?? null, address: address ?? null, interpreter: interpreter ?? null},
    quietFrom: quiet_from ?? null,
    quietTo: quiet_to ?? null,
  };
}
