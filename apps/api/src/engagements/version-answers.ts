import type {VersionTerms, VersionView} from '@app/bookings';
import type {VersionRequest, VersionResponse} from './version.dto.js';

export function versionTerms(body: VersionRequest): VersionTerms {
  return {
    ...{startsOn: body.starts_on, status: body.status, employer: body.employer, holiday: body.holiday},
    employerName: body.employer_name ?? null,
    statusReference: body.status_reference ?? null,
    statusCheckedOn: body.status_checked_on ?? null,
    tasks: body.tasks ?? [],
    rates: body.rates.map((rate) => ({band: rate.band, unit: rate.unit, ratePence: rate.rate_pence})),
    pattern: body.pattern ?? null,
    ...{noticeHours: body.notice_hours, lateCancellationBp: body.late_cancellation_bp},
    ...{pauseBp: body.pause_bp, pauseDays: body.pause_days},
    mileagePence: body.mileage_pence ?? null,
    sleepIns: body.sleep_ins,
    trialUntil: body.trial_until ?? null,
    ...{trialNoticeDays: body.trial_notice_days, endNoticeDays: body.end_notice_days},
    payers: (body.payers ?? []).map((split) => ({lineId: split.budget_line_id, shareBp: split.share_bp})),
    emergencyContact: body.emergency_contact ?? null,
  };
}

export function versionResponse(view: VersionView): VersionResponse {
  return {
    ...{id: view.id, engagement_id: view.engagementId, number: view.number, state: view.state},
    proposed_by: view.side,
    listing: {id: view.listing.id, name: view.listing.name},
    holder: view.holder,
    ...{starts_on: view.startsOn, status: view.status, employer: view.employer, employer_name: view.employerName},
    ...{status_reference: view.statusReference, status_checked_on: view.statusCheckedOn},
    tasks: [...view.tasks],
    task_flags: view.flags,
    rates: view.rates.map((rate) => ({band: rate.band, unit: rate.unit, rate_pence: rate.ratePence})),
    ...{pattern: view.pattern, notice_hours: view.noticeHours, late_cancellation_bp: view.lateCancellationBp},
    ...{pause_bp: view.pauseBp, pause_days: view.pauseDays, mileage_pence: view.mileagePence},
    ...{sleep_ins: view.sleepIns, holiday: view.holiday, trial_until: view.trialUntil},
    ...{trial_notice_days: view.trialNoticeDays, end_notice_days: view.endNoticeDays},
    payers: view.payers.map((split) => ({budget_line_id: split.lineId, share_bp: split.shareBp})),
    emergency_contact: view.emergencyContact,
    decline_reason: view.declineReason,
  };
}
