import {paragraphs, type Letter} from './letter.js';

/** To one side of a conversation: there is something new. What it says stays inside. */
export function messageWaiting(data: {conversationId: string; from: string; forName: string}): Letter {
  return {
    subject: data.forName ? `${data.from} wrote to ${data.forName}` : `${data.from} wrote to you`,
    body: paragraphs(
      'Sign in to read it and to answer. You are told once, until you have read it.',
      data.forName && `You are told because you act for ${data.forName}.`,
    ),
    path: `/conversations/${data.conversationId}`,
  };
}
