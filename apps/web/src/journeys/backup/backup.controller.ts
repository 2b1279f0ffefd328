import {Body, Controller, Get, Post, Query, Res} from '@nestjs/common';
import {HolderBookings, ReadEngagements} from '@app/bookings';
import {Allow, Current, grantOf, mayFor, type Principal} from '@app/identity';
import {BACKUP_KINDS, ReadBackup, SetBackup, type BackupKind} from '@app/plans';
import type {FastifyReply} from 'fastify';
import {ChoiceInput, TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {t, words} from '../../words/t.js';

const VIEW = 'journeys/backup/backup';

export const BACKUP_WORDS: Record<BackupKind, string> = words({
  pa: 'A personal assistant',
  provider: 'A provider',
  friend: 'A friend, neighbour or relative',
});

class AddForm {
  @ChoiceInput('Who it is', BACKUP_KINDS) kind: BackupKind;
  /** Somebody on the register can be asked and booked here; others are rung. */
  @TextInput('Place on the register', {optional: true}) listing: string | null;
  @TextInput('Name') name: string;
  @TextInput('Phone number', {max: 40}) phone: string;
  @TextInput('Anything to know', {max: 500, optional: true}) note: string | null;
}

class RemoveForm {
  @ChoiceInput('Which one', ['0', '1', '2']) index: string;
}

class ShareForm {
  @ChoiceInput('Whether it may be read', ['yes', 'no']) shared: 'yes' | 'no';
}

/** Whom to ring when somebody cannot come: one's own, or of whom one acts for. */
@Controller('backup')
export class BackupPageController {
  constructor(
    private readonly backup: ReadBackup,
    private readonly sets: SetBackup,
    private readonly engagements: ReadEngagements,
    private readonly bookings: HolderBookings,
  ) {}

  @Allow('backup:read')
  @Get()
  async show(@Current() principal: Principal, @Query('saved') saved: unknown, @Res() reply: FastifyReply) {
    return reply.view(VIEW, {...(await this.page(principal)), saved: saved !== undefined});
  }

  @Allow('backup:write')
  @Post()
  async add(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const page = await this.page(principal);
    const {form, errors, values} = readForm(AddForm, body);
    if (form.listing && !page.listings.some(({value}) => value === form.listing)) {
      errors.push({field: 'listing', message: t('Choose somebody from the list')});
    }
    if (errors.length) return showAgain(reply, VIEW, {...page, errors, values});
    const at = `contacts.${page.contacts.length}`;
    const boxes = {[`${at}.phone`]: 'phone', [`${at}.name`]: 'name', [`${at}.listing_id`]: 'listing'};
    const {listing: listingId, ...contact} = form;
    try {
      await this.sets.contacts(principal, [...page.contacts, {...contact, listingId}]);
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, values}, error, boxes);
    }
    return reply.redirect('/backup?saved', 303);
  }

  @Allow('backup:write')
  @Post('remove')
  async remove(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const page = await this.page(principal);
    const {form, errors} = readForm(RemoveForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...page, errors, values: {}});
    await this.sets.contacts(
      principal,
      page.contacts.filter((_, index) => String(index) !== form.index),
    );
    return reply.redirect('/backup?saved', 303);
  }

  @Allow('backup:write')
  @Post('share')
  async share(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const page = await this.page(principal);
    const {form, errors, values} = readForm(ShareForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...page, errors, values});
    await this.sets.share(principal, form.shared === 'yes');
    return reply.redirect('/backup?saved', 303);
  }

  private async page(principal: Principal) {
    const {contacts, shared} = await this.backup.mine(principal);
    const {actingFor} = principal;
    const mayWrite = mayFor(principal, 'write_backup');
    return {
      contacts: contacts.map((each) => ({...each, kindWords: BACKUP_WORDS[each.kind]})),
      listings: await this.known(principal),
      kinds: BACKUP_KINDS.map((value) => ({value, text: BACKUP_WORDS[value]})),
      shared,
      mayWrite,
      mayShare: mayWrite && (!actingFor?.kind || grantOf(actingFor.kind, 'write_backup') === 'yes'),
    };
  }

  /** Those with whom the person has terms or bookings: who has been chosen once may be asked again. */
  private async known(principal: Principal): Promise<{value: string; text: string}[]> {
    if (!mayFor(principal, 'see_support')) return [];
    const [engagements, bookings] = [await this.engagements.ofHolder(principal), await this.bookings.list(principal)];
    const names = new Map([...engagements, ...bookings].map(({listing}) => [listing.id, listing.name]));
    return [...names].map(([value, text]) => ({value, text}));
  }
}
