import type {Readable} from 'node:stream';
import {invalid} from '@app/kernel';
import multipart from '@fastify/multipart';
import type {FastifyInstance, FastifyRequest} from 'fastify';

const MEGABYTE = 1_048_576;
/** What is read of one file; who takes it says whether that was too much. */
export const LARGEST_UPLOAD = 10 * MEGABYTE;
const LIMITS = {fileSize: LARGEST_UPLOAD, files: 1, fields: 10, fieldSize: 4_000, fieldNameSize: 100, parts: 12};

/** One file that is being sent, and the fields of the form before it. It has to be read to its end. */
export interface Upload {
  name: string;
  content: Readable;
  /** Known when all of it has been read: it was larger than is taken, and what was read is not all. */
  readonly cut: boolean;
  fields: Record<string, string>;
}

/** Forms with a file are read as they come in, and only by a route that asks for it with `uploadOf`. */
export function takeUploads(fastify: FastifyInstance): void {
  void fastify.register(multipart, {limits: LIMITS, throwFileSizeLimit: false});
}

/** @throws VALIDATION_FAILED naming the field when there is no file */
export async function uploadOf(request: FastifyRequest, field = 'file'): Promise<Upload> {
  const part = await request.file().catch(() => undefined);
  if (!part || part.fieldname !== field) {
    part?.file.resume();
    throw invalid({field, message: 'Choose a file.'});
  }
  const {file, filename, fields} = part;
  return {
    name: filename,
    content: file,
    get cut() {
      return file.truncated;
    },
    fields: Object.fromEntries(
      Object.entries(fields).flatMap(([name, each]) => {
        const first = Array.isArray(each) ? each[0] : each;
        return first?.type === 'field' && typeof first.value === 'string' ? [[name, first.value]] : [];
      }),
    ),
  };
}
