export type {ByWhom} from './templates/acted-for.js';
export {Notices, type Message, type Recipient, type Telling} from './notices.js';
export {NotificationsModule} from './notifications.module.js';
export {ReadOutbox, type WaitingEmail} from './outbox/read-outbox.js';
export type {TemplateCode, TemplateData} from './templates/index.js';
