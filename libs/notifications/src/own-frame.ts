import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {prepared} from '@app/platform';
import {DataSource} from 'typeorm';

/** What the frame of every page takes from who reads it. */
export interface Frame {
  /** How they want things to be written for them, on pages too while nothing else was chosen there; null where they never said. */
  reading: {language: string; easy: boolean} | null;
  /** How many of their messages are not read yet. */
  unread: number;
}

/** Every page asks it, so it takes one statement and no transaction. */
@Injectable()
export class OwnFrame {
  constructor(private readonly dataSource: DataSource) {}

  async of({councilId, personId}: Principal): Promise<Frame> {
    const [row] = await prepared<[Frame]>(this.dataSource, FRAME, [councilId, personId]);
    return row;
  }
}

const FRAME = `
  SELECT (SELECT json_build_object('language', r.language, 'easy', r.easy) FROM own_reading($1, $2) r) AS reading,
         unread_notices($1, $2) AS unread`;
