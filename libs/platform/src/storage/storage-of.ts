import {join} from 'node:path';
import type {Environment} from '../env/environment.js';
import type {FileStorage} from './file-storage.js';
import {FolderStorage} from './folder-storage.js';
import {S3Storage} from './s3-storage.js';

/** A bucket when one is named, otherwise a folder. */
export function storageOf(environment: Environment): FileStorage {
  const {S3_BUCKET: name, S3_REGION: region, S3_ENDPOINT: endpoint} = environment;
  if (!name) return new FolderStorage(environment.FILES_DIR ?? join(environment.DATA_DIR, 'files'));
  const {S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey} = environment;
  return new S3Storage({name, region, endpoint, accessKeyId, secretAccessKey});
}
