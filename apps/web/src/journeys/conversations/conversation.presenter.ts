import type {ConversationView} from '@app/conversations';
import {HOW_WORDS} from '../../words/representation-words.js';
import {t} from '../../words/t.js';

export const CONVERSATION_VIEW = 'journeys/conversations/conversation';

/** What conversation.njk shows. */
export function conversationPage(view: ConversationView) {
  return {
    talk: {
      ...view,
      messages: view.messages.map((message) => ({...message, by: authorWords(message)})),
    },
  };
}

/** `You`, `Grace H., for Edith H.`, `The council, by telephone, for Edith H.` */
function authorWords({author, forName, how, own}: ConversationView['messages'][number]): string {
  if (how) return t('The council, told {{how}}, for {{name}}', {how: HOW_WORDS[how], name: forName ?? ''});
  const name = own ? t('You') : author;
  return forName ? t('{{author}}, for {{name}}', {author: name, name: forName}) : name;
}
