import {Module} from '@nestjs/common';
import {TypeOrmModule} from '@nestjs/typeorm';
import {GeographyModule} from '@app/geography';
import {IdentityModule} from '@app/identity';
import {ListingsModule} from '@app/listings';
import {RegisterModule} from '@app/register';
import {Advert} from './adverts/advert.entity.js';
import {AdvertFacts} from './adverts/advert-facts.js';
import {AnswerAdvert} from './adverts/answer-advert.js';
import {ModerateAdverts} from './adverts/moderate-adverts.js';
import {OpenAdverts} from './adverts/open-adverts.js';
import {PlaceAdvert} from './adverts/place-advert.js';
import {ReadOwnAdverts} from './adverts/read-own-adverts.js';
import {BlockOtherSide} from './blocks/block-other-side.js';
import {ConversationBlock} from './blocks/conversation-block.entity.js';
import {ConversationReport} from './reports/conversation-report.entity.js';
import {ReportConversation} from './reports/report-conversation.js';
import {ReportedConversations} from './reports/reported-conversations.js';
import {ConversationDigest} from './talk/conversation-digest.js';
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
  Advert,
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
  ConversationDigest,
  PlaceAdvert,
  ReadOwnAdverts,
  ModerateAdverts,
  OpenAdverts,
  AnswerAdvert,
  AdvertFacts,
];

@Module({
  imports: [IdentityModule, GeographyModule, RegisterModule, ListingsModule, TypeOrmModule.forFeature(ENTITIES)],
  providers: [ConversationSides, ...OFFERED],
  exports: OFFERED,
})
export class ConversationsModule {}
