declare module 's3rver' {
  interface Options {
    address: string;
    port: number;
    directory: string;
    silent: boolean;
    configureBuckets: {name: string; configs: unknown[]}[];
  }

  export default class S3rver {
    constructor(options: Options);
    run(): Promise<{port: number}>;
    close(): Promise<void>;
  }
}
