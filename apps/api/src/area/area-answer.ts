import type {AreaChargeLine, CourseView, OwnCharge, ResourceView} from '@app/directory';
import type {AreaChargeResponse, AreaCourseResponse, AreaOwnChargeResponse, AreaResourceResponse} from './area.dto.js';

export function ownChargeAnswer(charge: OwnCharge | null): AreaOwnChargeResponse | null {
  if (!charge) return null;
  const {id, reference, amountPence, paidOn} = charge;
  return {id, reference, amount_pence: amountPence, paid_on: paidOn};
}

export function resourceAnswer(resource: ResourceView): AreaResourceResponse {
  const {id, kind, title, text, link, writtenAt, files, pricePence, charge} = resource;
  return {
    ...{id, kind, title, text, link, written_at: writtenAt.toISOString()},
    files: files.map(({id: fileId, name}) => ({id: fileId, name})),
    ...{price_pence: pricePence, charge: ownChargeAnswer(charge)},
  };
}

export function courseAnswer(course: CourseView): AreaCourseResponse {
  const {id, title, text, place, startsAt, endsAt, places, left, waiting, waits, pricePence, cancelled, mine} = course;
  return {
    ...{id, title, text, place, places, left, waiting, price_pence: pricePence, cancelled},
    ...{starts_at: startsAt.toISOString(), ends_at: endsAt.toISOString()},
    ...{has_place: mine !== null, paid_on: mine?.charge?.paidOn ?? null, charge: ownChargeAnswer(mine?.charge ?? null)},
    waits: waits && {before: waits.before, kept_until: waits.keptUntil?.toISOString() ?? null},
  };
}

export function chargeAnswer(charge: AreaChargeLine): AreaChargeResponse {
  const {id, reference, what, amountPence, owedOn, paidOn, endedOn, repaidOn} = charge;
  return {
    ...{id, reference, what, amount_pence: amountPence},
    ...{owed_on: owedOn, paid_on: paidOn, ended_on: endedOn, repaid_on: repaidOn},
  };
}
