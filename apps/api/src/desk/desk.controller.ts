import {Body, Controller, Get, Post, Put} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {AssignApplication, ReadApplication, ReadNotes, WriteNote} from '@app/register';
import {applicationAnswer} from '../applications/application-answer.js';
import {ApplicationResponse} from '../applications/application.dto.js';
import {AssigneeRequest, NoteRequest, NotesResponse} from './desk.dto.js';

@ApiTags('accreditation')
@ApiBearerAuth()
@Controller('api/v1/applications/:id')
export class DeskController {
  constructor(
    private readonly application: ReadApplication,
    private readonly assigning: AssignApplication,
    private readonly notes: ReadNotes,
    private readonly writing: WriteNote,
  ) {}

  /** Gives it to somebody to handle, takes it over, or puts it back for anybody. */
  @Allow('application:queue')
  @Put('assignee')
  async assign(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: AssigneeRequest,
  ): Promise<ApplicationResponse> {
    await this.assigning.run(principal, id, body.person_id);
    return applicationAnswer(await this.application.run(principal, id));
  }

  /** Notes for colleagues; the applicant is never shown them. */
  @Allow('application:queue')
  @Get('notes')
  async list(@Current() principal: Principal, @IdParam() id: string): Promise<NotesResponse> {
    const items = await this.notes.run(principal, id);
    return {
      items: items.map(({id: noteId, text, writtenBy, writtenAt}) => ({
        id: noteId,
        text,
        written_by: writtenBy,
        written_at: writtenAt.toISOString(),
      })),
    };
  }

  /** Adds a note; none is ever changed. */
  @Allow('application:queue')
  @Post('notes')
  async write(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: NoteRequest,
  ): Promise<NotesResponse> {
    await this.writing.run(principal, id, body.text);
    return this.list(principal, id);
  }
}
