import {ApiProperty} from '@nestjs/swagger';
import {IsBoolean, IsInt, IsOptional, IsString} from 'class-validator';
import {IsCalendarDay} from '@app/platform';

export class CareRegistrationRequest {
  /** How many give care there, whoever runs it among them. */
  @IsInt({message: 'Give a whole number.'})
  workers: number;

  /** A company, a partnership or another body. */
  @IsBoolean({message: 'Say true or false.'})
  incorporated: boolean;

  @IsOptional()
  @IsString({message: 'Give the provider ID, like 1-101234567.'})
  cqc_provider_id?: string | null;

  /** The day on which somebody looked it up. */
  @IsOptional()
  @IsCalendarDay()
  checked_on?: string | null;
}

/** All null while nothing was recorded. */
export class CareRegistrationResponse {
  @ApiProperty({type: Number, nullable: true})
  workers: number | null;
  @ApiProperty({type: Boolean, nullable: true})
  incorporated: boolean | null;
  @ApiProperty({type: String, nullable: true})
  cqc_provider_id: string | null;
  @ApiProperty({type: String, nullable: true})
  checked_on: string | null;
  @ApiProperty({type: String, nullable: true})
  recorded_by: string | null;
  @ApiProperty({type: String, nullable: true})
  recorded_at: string | null;
}
