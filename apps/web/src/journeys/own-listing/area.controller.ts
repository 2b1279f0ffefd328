import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {districtNames} from '@app/geography';
import {TAKING_ON, type OwnListingView, type TakingOn} from '@app/listings';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {ChoiceInput, DayInput, ListInput, TextInput} from '../../forms/inputs.js';
import {NumberInput} from '../../forms/number-input.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {EditListing, PROFILE_BOXES} from './edit-listing.js';
import {kilometresOf, milesOf} from './own-listing.presenter.js';

const VIEW = 'journeys/own-listing/area';

class AreaForm {
  @TextInput('Postcode', {max: 10, optional: true})
  postcode: string | null;

  @NumberInput('How many miles you travel', {most: 62})
  miles: number;

  @ChoiceInput('Whether you drive', ['yes', 'no'])
  drives: string;

  @ChoiceInput('Whether you take on new people', TAKING_ON)
  takingOn: TakingOn;

  @ListInput('Ways of working', ['online', 'atTheirs', 'insured'])
  also: string[];

  @TextInput('Districts', {max: 600, optional: true})
  districts: string | null;

  @NumberInput('Minutes between visits', {most: 180, optional: true})
  buffer: number | null;

  @DayInput('Day from which you take on new people', {optional: true})
  from: string | null;
}

/** Where somebody sets out from and how far they go; and whether there is room for new people. */
@Controller('listing/:id/area')
export class AreaController {
  constructor(private readonly edit: EditListing) {}

  @Allow('listing:manage')
  @Get()
  @Render(VIEW)
  async show(@Current() principal: Principal, @IdParam() id: string) {
    return page(await this.edit.begin(principal, id));
  }

  @Allow('listing:manage')
  @Post()
  async send(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const listing = await this.edit.begin(principal, id);
    const {form, errors, values} = readForm(AreaForm, body);
    if (!listing.outcode && values.postcode === '') {
      errors.unshift({field: 'postcode', message: 'Enter the postcode that you set out from'});
    }
    if (errors.length) return showAgain(reply, VIEW, {...page(listing), errors, values});
    try {
      await this.edit.change(
        principal,
        listing,
        {
          postcode: form.postcode,
          travelKm: kilometresOf(form.miles, listing.travelKm),
          drives: form.drives === 'yes',
          businessInsurance: form.drives === 'yes' && form.also.includes('insured'),
          online: form.also.includes('online'),
          atTheirs: form.also.includes('atTheirs'),
          districts: districtsIn(form.districts ?? ''),
          bufferMinutes: form.buffer ?? 0,
          takingOn: form.takingOn,
          takingOnFrom: form.takingOn === 'from' ? form.from : null,
        },
        body,
      );
    } catch (error) {
      return showRefusal(reply, VIEW, {...page(listing), values}, error, boxesFor(form.districts));
    }
    return this.edit.done(reply, id);
  }
}

function page(listing: OwnListingView) {
  return {
    listing,
    miles: String(milesOf(listing.travelKm)),
    buffer: String(listing.bufferMinutes),
    districts: listing.districts.join('\n'),
    also: [
      ...(listing.online ? ['online'] : []),
      ...(listing.atTheirs ? ['atTheirs'] : []),
      ...(listing.businessInsurance ? ['insured'] : []),
    ],
    known: districtNames(),
  };
}

/** One on each line, or with commas between; each by the name as it is written. */
function districtsIn(text: string): string[] {
  const known = new Map(districtNames().map((name) => [name.toLowerCase(), name]));
  const lines = text.split('\n').map((each) => each.trim());
  const named = lines
    .flatMap((line) => (known.has(line.toLowerCase()) ? [line] : line.split(',').map((each) => each.trim())))
    .filter((each) => each !== '');
  return [...new Set(named.map((each) => known.get(each.toLowerCase()) ?? each))];
}

function boxesFor(districts: string | null): Record<string, string> {
  const lines = districtsIn(districts ?? '').map((_, index) => [`districts.${index}`, 'districts']);
  return {...PROFILE_BOXES, buffer_minutes: 'buffer', ...(Object.fromEntries(lines) as Record<string, string>)};
}
