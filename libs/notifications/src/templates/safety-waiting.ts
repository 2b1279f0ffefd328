import type {Letter} from './letter.js';

/** To the safeguarding team. It says nothing of what, of whom, or who told us. */
export function concernWaiting(_: Record<never, never>): Letter {
  return {
    subject: 'Something new waits under Concerns',
    body: 'Open the list to read it. Each reading is on record.',
    path: '/council/concerns',
  };
}

/** To those who answer complaints. It names nobody. */
export function complaintWaiting(_: Record<never, never>): Letter {
  return {
    subject: 'A complaint waits for an answer',
    body: 'Say within 3 working days that we have it, and how it is dealt with.',
    path: '/council/complaints',
  };
}

/** To those who look at reported conversations. It names nobody and quotes nothing. */
export function reportWaiting(_: Record<never, never>): Letter {
  return {
    subject: 'Somebody reported a conversation',
    body: 'Open it to read why. You can read the conversation while the report is open, and each reading is on record.',
    path: '/council/reports',
  };
}
