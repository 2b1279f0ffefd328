import {AllocationsModule} from '@app/allocations';
import {BookingsModule} from '@app/bookings';
import {GiveFeedback, KeepShortlist, ModerateFeedback, ReplyToFeedback} from '@app/choices';
import {ConversationsModule} from '@app/conversations';
import {DirectoryModule} from '@app/directory';
import {GeographyModule} from '@app/geography';
import {IdentityModule, permissionsOf, ROLES, type Principal} from '@app/identity';
import type {FixedClock} from '@app/kernel';
import {ListingsModule} from '@app/listings';
import {PlatformModule, type Environment} from '@app/platform';
import {PlansModule} from '@app/plans';
import {RegisterModule} from '@app/register';
import {Module, type INestApplicationContext} from '@nestjs/common';
import {NestFactory} from '@nestjs/core';

/** What has happened so far is done through the use cases, on the days on which it happened: `clock` says which. */
export async function withUseCases(
  environment: Environment,
  clock: FixedClock,
  work: (app: INestApplicationContext) => Promise<void>,
): Promise<void> {
  @Module({
    imports: [
      PlatformModule.forRoot(environment, clock),
      IdentityModule,
      GeographyModule,
      RegisterModule,
      ListingsModule,
      AllocationsModule,
      BookingsModule,
      ConversationsModule,
      DirectoryModule,
      PlansModule,
    ],
    // Their module would bring the search with it.
    providers: [KeepShortlist, GiveFeedback, ModerateFeedback, ReplyToFeedback],
  })
  class Root {}

  const app = await NestFactory.createApplicationContext(Root, {logger: false, abortOnError: false});
  try {
    await work(app);
  } finally {
    await app.close();
  }
}

/** Acts as somebody who has signed in. */
export function somebody(councilId: string, personId: string): Principal {
  return {
    sessionId: personId,
    councilId,
    councilName: '',
    accountId: personId,
    personId,
    name: '',
    roles: ROLES,
    permissions: permissionsOf(ROLES),
    actingFor: null,
    methods: ['password'],
    authenticatedAt: new Date(),
    expiresAt: new Date(8.64e15),
    endsAt: new Date(8.64e15),
    idleMinutes: 60,
  };
}
