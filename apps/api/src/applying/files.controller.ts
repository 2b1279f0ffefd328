import {Controller, Get, HttpCode, Param, Post, Req, Res} from '@nestjs/common';
import {ApiBearerAuth, ApiBody, ApiConsumes, ApiOkResponse, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam, sendFile, uploadOf} from '@app/platform';
import {AddFile, HandleFile, ReadApply} from '@app/register';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {applyingAnswer} from './applying-answer.js';
import {ApplyingResponse} from './applying.dto.js';

@ApiTags('accreditation')
@ApiBearerAuth()
@Controller('api/v1/applications/:id')
export class FilesController {
  constructor(
    private readonly reading: ReadApply,
    private readonly adds: AddFile,
    private readonly files: HandleFile,
  ) {}

  /** Sends a file for a requirement: a PDF, JPEG or PNG of up to 10 MB. None is taken for a DBS certificate. */
  @Allow('application:open')
  @Post('papers/:requirement/files')
  @ApiConsumes('multipart/form-data')
  @ApiBody({schema: {type: 'object', required: ['file'], properties: {file: {type: 'string', format: 'binary'}}}})
  async add(
    @Req() request: FastifyRequest,
    @Current() principal: Principal,
    @IdParam() id: string,
    @Param('requirement') requirement: string,
  ): Promise<ApplyingResponse> {
    await this.adds.run(principal, id, requirement, () => uploadOf(request));
    return applyingAnswer(await this.reading.run(principal, id));
  }

  /** The content of a file that is out of quarantine. Each opening is recorded. */
  @Allow('application:queue')
  @Get('files/:file')
  @ApiOkResponse({
    content: {'application/octet-stream': {schema: {type: 'string', format: 'binary'}}},
    description: 'As something to save.',
  })
  async open(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('file') fileId: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendFile(reply, await this.files.open(principal, id, fileId));
  }

  /** Lets a file out of quarantine where there is no scanner to do it. */
  @Allow('application:gather')
  @Post('files/:file/release')
  @HttpCode(200)
  async release(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('file') fileId: string,
  ): Promise<ApplyingResponse> {
    await this.files.release(principal, id, fileId);
    return applyingAnswer(await this.reading.run(principal, id));
  }
}
