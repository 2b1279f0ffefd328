import {ApiProperty} from '@nestjs/swagger';
import {IsString, IsUUID, Length, ValidateIf} from 'class-validator';

export class AssigneeRequest {
  /** Who handles it from now on; null for nobody in particular. */
  @ValidateIf((request: AssigneeRequest) => request.person_id !== null)
  @IsUUID(undefined, {message: 'Give the id of a person, or null.'})
  @ApiProperty({type: String, format: 'uuid', nullable: true})
  person_id: string | null;
}

export class NoteRequest {
  @IsString({message: 'Write a note.'})
  @Length(1, 4000, {message: 'Write a note of 4,000 characters or fewer.'})
  text: string;
}

export class WriterResponse {
  id: string;
  name: string;
}

export class NoteResponse {
  id: string;
  text: string;
  written_by: WriterResponse;
  written_at: string;
}

export class NotesResponse {
  /** The newest first. */
  items: NoteResponse[];
}
