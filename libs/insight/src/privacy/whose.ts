/** Which rows are somebody's own, as SQL over their id, `$1`. */
export const ACCOUNTS = `SELECT id FROM account WHERE person_id = $1`;
export const ORGANISATIONS = `SELECT organisation_id FROM organisation_member WHERE person_id = $1`;
export const MEMBERS = `SELECT id FROM member WHERE person_id = $1`;
export const APPLICATIONS = `SELECT id FROM application WHERE member_id IN (${MEMBERS})`;
export const LISTINGS = `SELECT id FROM listing WHERE person_id = $1 OR member_id IN (${MEMBERS})`;
export const LINES = `SELECT l.id FROM budget_line l JOIN budget b ON b.id = l.budget_id WHERE b.holder_id = $1`;
export const PERIODS = `SELECT id FROM budget_period WHERE line_id IN (${LINES})`;
export const BOOKINGS = `SELECT id FROM booking WHERE holder_id = $1 OR listing_id IN (${LISTINGS})`;
export const CONVERSATIONS = `SELECT id FROM conversation WHERE holder_id = $1 OR listing_id IN (${LISTINGS})`;
/** An enterprise that somebody asked about, by the address they gave. */
export const DEVELOPMENTS = `SELECT d.id FROM development d JOIN enquiry q ON q.id = d.enquiry_id
  JOIN account a ON a.email = q.email WHERE a.person_id = $1`;
export const VISITS = `SELECT id FROM visit WHERE booking_id IN (${BOOKINGS})`;
/** What an entry of the trail may be about, to be about them. */
export const SUBJECTS = [
  `SELECT $1::uuid`,
  ...[MEMBERS, APPLICATIONS, LISTINGS, LINES, BOOKINGS, VISITS],
  `SELECT id FROM budget WHERE holder_id = $1`,
  `SELECT id FROM support_plan WHERE person_id = $1`,
  `SELECT id FROM proposal WHERE person_id = $1`,
  `SELECT id FROM representation WHERE $1 IN (holder_id, representative_id)`,
].join(' UNION ');
