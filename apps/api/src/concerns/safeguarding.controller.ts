import {Body, Controller, Get, HttpCode, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiProperty, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {IsCalendarDay} from '@app/platform';
import {SafeguardingPolicies} from '@app/register';
import {IsBoolean, IsOptional, IsString, Length} from 'class-validator';

class SafeguardingRequest {
  /** Whether a concern may come without a name. */
  @IsBoolean({message: 'Give true or false.'})
  unnamed: boolean;

  @Length(3, 40, {message: 'Give a telephone number.'})
  phone: string;

  @Length(1, 200, {message: 'Say when it is answered.'})
  phone_hours: string;

  /** Whom to ring at other times. */
  @IsOptional()
  @Length(3, 200, {message: 'Say whom to ring at other times.'})
  out_of_hours?: string;

  @IsString({message: 'Say where this comes from.'})
  @Length(1, 500, {message: 'Say where this comes from in 500 characters or fewer.'})
  source: string;

  /** Today or later. */
  @IsCalendarDay()
  starts_on: string;
}

class SafeguardingResponse {
  unnamed: boolean;
  phone: string;
  phone_hours: string;
  @ApiProperty({type: String, nullable: true})
  out_of_hours: string | null;
}

@ApiTags('safeguarding')
@ApiBearerAuth()
@Controller('api/v1/council/safeguarding')
export class SafeguardingController {
  constructor(private readonly policies: SafeguardingPolicies) {}

  /** How the council wants to be told of a worry today. */
  @Allow('scheme:configure')
  @Get()
  async today(@Current() principal: Principal): Promise<SafeguardingResponse> {
    const {unnamed, phone, phoneHours, outOfHours} = await this.policies.of(principal.councilId);
    return {unnamed, phone, phone_hours: phoneHours, out_of_hours: outOfHours};
  }

  /** Adds a policy from a day on. */
  @Allow('scheme:configure')
  @Post()
  @HttpCode(204)
  async add(@Current() principal: Principal, @Body() body: SafeguardingRequest): Promise<void> {
    const {phone_hours: phoneHours, out_of_hours: outOfHours = null, starts_on: startsOn, ...policy} = body;
    await this.policies.add(principal, {...policy, phoneHours, outOfHours, startsOn});
  }
}
