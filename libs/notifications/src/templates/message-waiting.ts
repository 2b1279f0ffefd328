import {counted, paragraphs, type Letter} from './letter.js';

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

/** To whoever has left messages unread since yesterday, once a day. */
export function messageDigest(data: {conversations: number}): Letter {
  return {
    subject: `Messages have waited for you since yesterday, in ${counted(data.conversations, 'conversation')}`,
    body: 'Sign in to read them and to answer. This comes once a day, and only while something waits.',
    path: '/conversations',
  };
}
