import {paragraphs, type Letter} from './letter.js';

/** To whoever an administrator signed out, or let set up a second step anew. */
export function accountChanged({what}: {what: 'sessions_ended' | 'second_step_reset'}): Letter {
  return {
    subject: what === 'sessions_ended' ? 'You were signed out everywhere' : 'Your second step was taken away',
    body: paragraphs(
      what === 'sessions_ended'
        ? 'The administrator of your council has ended all your sessions.'
        : 'The administrator of your council has taken every second step of your account away. You set up another when you next sign in.',
      'If you did not ask for this, tell us at once.',
    ),
    path: '/security',
    urgent: true,
  };
}
