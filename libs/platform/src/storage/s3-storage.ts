import {buffer} from 'node:stream/consumers';
import type {Readable} from 'node:stream';
import type {S3Client} from '@aws-sdk/client-s3';
import {FileStorage, isKey, requireKey} from './file-storage.js';

export interface Bucket {
  name: string;
  region: string;
  /** Of a service that speaks S3 and is not Amazon's. */
  endpoint?: string | undefined;
  accessKeyId?: string | undefined;
  secretAccessKey?: string | undefined;
}

/** Most installations have no bucket, so its library is loaded with the first file. */
const library = () => import('@aws-sdk/client-s3');

/** Files in a bucket of S3, or of anything that speaks it. */
export class S3Storage extends FileStorage {
  private connected: Promise<S3Client> | null = null;

  constructor(private readonly bucket: Bucket) {
    super();
  }

  /** A bucket wants to know the length first; files are small enough to be held. */
  async put(key: string, content: Readable): Promise<void> {
    const [client, {PutObjectCommand}, body] = await Promise.all([this.client(), library(), buffer(content)]);
    await client.send(new PutObjectCommand({...this.place(key), Body: body, ContentLength: body.length}));
  }

  async get(key: string): Promise<Readable> {
    const [client, {GetObjectCommand}] = await Promise.all([this.client(), library()]);
    const {Body} = await client.send(new GetObjectCommand(this.place(key)));
    if (!Body) throw new Error('the bucket gave no content');
    return Body as Readable;
  }

  async remove(key: string): Promise<void> {
    const [client, {DeleteObjectCommand}] = await Promise.all([this.client(), library()]);
    await client.send(new DeleteObjectCommand(this.place(key)));
  }

  /** A bucket shows what is whole only, and may hold other things too. */
  async *keptBefore(moment: Date): AsyncIterable<string> {
    const [client, {paginateListObjectsV2}] = await Promise.all([this.client(), library()]);
    for await (const page of paginateListObjectsV2({client}, {Bucket: this.bucket.name})) {
      for (const {Key: key, LastModified: kept} of page.Contents ?? []) {
        if (key && isKey(key) && kept && kept < moment) yield key;
      }
    }
  }

  private client(): Promise<S3Client> {
    return (this.connected ??= this.connect());
  }

  private async connect(): Promise<S3Client> {
    const {accessKeyId, secretAccessKey, region, endpoint} = this.bucket;
    return new (await library()).S3Client({
      region,
      ...(endpoint && {endpoint, forcePathStyle: true}),
      ...(accessKeyId && secretAccessKey && {credentials: {accessKeyId, secretAccessKey}}),
      // The default sends a checksum in a trailer, which other services than Amazon's store as content.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
  }

  private place(key: string): {Bucket: string; Key: string} {
    return {Bucket: this.bucket.name, Key: requireKey(key)};
  }
}
