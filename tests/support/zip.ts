import {crc32, deflateRawSync} from 'node:zlib';

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END = 0x06054b50;
const DEFLATED = 8;
/** 20 October 2025, in the way of zip files. */
const DATE = ((2025 - 1980) << 9) | (10 << 5) | 20;

/** A zip of some small files, made as any archiver would. */
export function zipOf(files: Record<string, string>): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const contents = Buffer.from(text);
    const packed = deflateRawSync(contents);
    const facts = [DEFLATED, 0, DATE] as const;
    const sizes = [crc32(contents), packed.length, contents.length] as const;
    const local = header(LOCAL_HEADER, [20, 0, ...facts], [...sizes], [name.length, 0]);
    centrals.push(
      header(CENTRAL_HEADER, [20, 20, 0, ...facts], [...sizes], [name.length, 0, 0, 0, 0]),
      numbers([0, offset], 4),
      Buffer.from(name),
    );
    locals.push(local, Buffer.from(name), packed);
    offset += local.length + name.length + packed.length;
  }
  const directory = Buffer.concat(centrals);
  const count = Object.keys(files).length;
  const end = Buffer.concat([header(END, [0, 0, count, count], [directory.length, offset], [0])]);
  return Buffer.concat([...locals, directory, end]);
}

function header(signature: number, before: number[], sizes: number[], after: number[]): Buffer {
  return Buffer.concat([numbers([signature], 4), numbers(before, 2), numbers(sizes, 4), numbers(after, 2)]);
}

function numbers(values: number[], bytes: 2 | 4): Buffer {
  const buffer = Buffer.alloc(values.length * bytes);
  values.forEach((value, at) => buffer.writeUIntLE(value, at * bytes, bytes));
  return buffer;
}
