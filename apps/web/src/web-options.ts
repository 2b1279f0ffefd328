import type {ExceptionFilter} from '@nestjs/common';
import type {FastifyRequest} from 'fastify';
import type {Council} from './council.js';
import type {Viewer} from './viewer.js';

export interface WebOptions {
  /** Browsers reach us through TLS (also when a proxy ends it). */
  secure: boolean;
  council: Council;
  /** The people and organisations shown are made up; every page says so. */
  demonstration?: boolean;
  /** Who looks at the page. Asked once per page, after cookies are read. */
  viewer?: (request: FastifyRequest) => Promise<Viewer | null>;
  /** Other origins whose forms may post here, beside our own. */
  trustedOrigins?: string[];
  /** Folders searched for views before ours: for a council's own words on a page. */
  viewFolders?: string[];
  /** What answers errors of the machine paths when they are served by the same process. */
  machineErrors?: ExceptionFilter;
}
