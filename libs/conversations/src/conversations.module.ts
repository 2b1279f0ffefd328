import {Module} from '@nestjs/common';
import {TypeOrmModule} from '@nestjs/typeorm';
import {IdentityModule} from '@app/identity';
import {ListingsModule} from '@app/listings';
import {RegisterModule} from '@app/register';
import {BlockOtherSide} from './blocks/block-other-side.js';
import {ConversationBlock} from './blocks/conversation-block.entity.js';
import {ConversationReport} from './reports/conversation-report.entity.js';
import {ReportConversation} from './reports/report-conversation.js';
import {ReportedConversations} from './reports/reported-conversations.js';
import {ConversationFacts} from './talk/conversation-facts.js';
import {
  Conversation,
  ConversationContact,
  ConversationMessage,
  ConversationReading,
} from './talk/conversation.entity.js';
import {ReadConversation} from './talk/read-conversation.js';
import {ReadConversations} from './talk/read-conversations.js';
import {SendMessage} from './talk/send-message.js';
import {ShareContact} from './talk/share-contact.js';
import {ConversationSides} from './talk/sides.js';
import {StartConversation} from './talk/start-conversation.js';

const ENTITIES = [
  Conversation,
  ConversationMessage,
  ConversationReading,
  ConversationContact,
  ConversationBlock,
  ConversationReport,
];
const OFFERED = [
  StartConversation,
  SendMessage,
  ReadConversation,
  ReadConversations,
  ShareContact,
  BlockOtherSide,
  ReportConversation,
  ReportedConversations,
  ConversationFacts,
];

@Module({
  imports: [IdentityModule, RegisterModule, ListingsModule, TypeOrmModule.forFeature(ENTITIES)],
  providers: [ConversationSides, ...OFFERED],
  exports: OFFERED,
})
export class ConversationsModule {}
