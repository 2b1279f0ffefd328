import {randomUUID} from 'node:crypto';
import {Readable} from 'node:stream';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {databaseError, SealedFiles, VirusScanner, type Environment} from '@app/platform';
import {SweepFiles} from '@app/register';
import {ApplyingWorld} from '../../support/applying-world.js';
import {EICAR, installedClamd, TestClamd} from '../../support/clamd.js';
import {jpeg, pdf, png} from '../../support/files.js';
import {refusalOf} from '../../support/problem.js';
import {until} from '../../support/until.js';

const MEGABYTE = 1_048_576;

describe('files that applicants send', () => {
  let clamd: TestClamd;
  let scanned: ApplyingWorld;

  beforeAll(async () => {
    clamd = await TestClamd.open();
    scanned = await ApplyingWorld.open({CLAMD_URL: clamd.url});
    await scanned.startWorker();
  }, 60_000);
  afterAll(async () => {
    await scanned.close();
    await clamd.close();
  });

  const stateOf = async (world: ApplyingWorld, id: string, by = world.desk.officer) =>
    (await world.tasks(id, by)).files.map(({state}) => state);

  it('are known by their content: what they are called and said to be decides nothing', async () => {
    const {id, pa} = await scanned.draft();
    for (const [content, name, is] of [
      [pdf(), 'photo.png', 'application/pdf'],
      [png(), 'paper.pdf', 'image/png'],
      [jpeg(), 'page.html', 'image/jpeg'],
    ] as const) {
      await scanned.send(id, pa, 'identity', content, name).expect(201);
      expect((await scanned.tasks(id, pa)).files.at(-1)?.media_type).toBe(is);
    }
    const before = scanned.stored().length;
    const html = Buffer.from('<html><script>alert(1)</script></html>');
    const lies: Buffer[] = [
      html,
      Buffer.concat([Buffer.from('%PDF-1.7\n'), html]),
      Buffer.concat([png().subarray(0, 40), html]),
      Buffer.concat([jpeg().subarray(0, 20), html]),
      Buffer.from('PK\u0003\u0004 a zip'),
      Buffer.from(EICAR),
    ];
    for (const lie of lies) {
      const problem = refusalOf(await scanned.send(id, pa, 'identity', lie));
      expect([problem.status, problem.code, problem.errors[0]?.field]).toEqual([422, 'FILE_TYPE', 'file']);
    }
    const empty = refusalOf(await scanned.send(id, pa, 'identity', Buffer.alloc(0)));
    expect([empty.status, empty.code]).toEqual([422, 'FILE_EMPTY']);
    const none = refusalOf(await scanned.api.call('post', `/applications/${id}/papers/identity/files`, pa.token, {}));
    expect([none.status, none.errors[0]?.field]).toEqual([400, 'file']);
    expect(scanned.stored()).toHaveLength(before);
  });

  it('of 50 MB are refused with the field named, and nothing of them is kept', async () => {
    const {id, pa} = await scanned.draft();
    const before = scanned.stored().length;
    const large = refusalOf(await scanned.send(id, pa, 'identity', Buffer.alloc(50 * MEGABYTE, '%PDF-1.4\n')));
    expect([large.status, large.code, large.errors[0]?.field]).toEqual([413, 'FILE_TOO_LARGE', 'file']);
    expect(scanned.stored()).toHaveLength(before);
    expect((await scanned.tasks(id, pa)).files).toEqual([]);
    await scanned.send(id, pa, 'identity', pdf('x'.repeat(9 * MEGABYTE))).expect(201);
  });

  it('with a virus are found by the scanner, told to the applicant, and opened by nobody', async () => {
    const {id, pa} = await scanned.draft();
    await scanned.send(id, pa, 'identity', pdf(EICAR)).expect(201);
    await until(async () => (await stateOf(scanned, id)).join() === 'infected');
    const task = (await scanned.tasks(id, pa)).tasks.find(({requirement}) => requirement === 'identity');
    expect(task?.state).toBe('missing');
    const [file] = (await scanned.tasks(id, pa)).files;
    const path = `/applications/${id}/files/${file?.id}`;
    const opened = refusalOf(await scanned.api.call('get', path, scanned.desk.officer.token));
    expect([opened.status, opened.code]).toEqual([422, 'FILE_INFECTED']);
    const released = refusalOf(await scanned.api.call('post', `${path}/release`, scanned.desk.officer.token));
    expect([released.status, released.code]).toEqual([422, 'FILE_INFECTED']);
    expect((await scanned.trail(id)).map(({action}) => action)).toContain('file.infected');
  });

  it('that are clean are opened by staff as something to save, and each opening is recorded', async () => {
    const {id, pa} = await scanned.draft();
    const content = pdf('clean');
    await scanned.send(id, pa, 'identity', content, '../../etc/„Paß“.pdf').expect(201);
    await until(async () => (await stateOf(scanned, id)).join() === 'clean');
    const [file] = (await scanned.tasks(id, pa)).files;
    const path = `/applications/${id}/files/${file?.id}`;
    const sent = await scanned.api.call('get', path, scanned.desk.officer.token).buffer().expect(200);
    expect(Buffer.from(sent.body as Buffer).equals(content)).toBe(true);
    expect(sent.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="_Pa__.pdf"; filename*=UTF-8''%E2%80%9EPa%C3%9F%E2%80%9C.pdf`,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    expect((await scanned.trail(id)).at(-1)).toMatchObject({
      action: 'file.viewed',
      actor: scanned.desk.officer.personId,
      after: {fileId: file?.id},
    });
    await scanned.api.call('get', path, pa.token).expect(403);
  });

  it('lie sealed: nothing of what they say can be read where they are kept', () => {
    const stored = scanned.stored();
    expect(stored.length).toBeGreaterThan(0);
    for (const bytes of stored) {
      expect(bytes.subarray(0, 4).toString('latin1')).toBe('AS1\n');
      expect(bytes.includes('%PDF') || bytes.includes('IHDR') || bytes.includes('JFIF')).toBe(false);
    }
  });

  it('stay in quarantine while the scanner gives no verdict, and cannot be released past it', async () => {
    clamd.broken = 'INSTREAM size limit exceeded. ERROR';
    const {id, pa} = await scanned.draft();
    const before = clamd.scans;
    await scanned.send(id, pa, 'identity', pdf()).expect(201);
    await until(() => clamd.scans > before);
    const [file] = (await scanned.tasks(id, pa)).files;
    const path = `/applications/${id}/files/${file?.id}`;
    const opened = refusalOf(await scanned.api.call('get', path, scanned.desk.officer.token));
    expect([opened.status, opened.code]).toEqual([422, 'FILE_NOT_OPEN']);
    const released = refusalOf(await scanned.api.call('post', `${path}/release`, scanned.desk.officer.token));
    expect([released.status, released.code]).toEqual([422, 'SCAN_PENDING']);
    clamd.broken = null;
  });

  it('that nothing speaks of are swept away after a day, and no others', async () => {
    const {id, pa} = await scanned.draft();
    await scanned.send(id, pa, 'identity', pdf('kept')).expect(201);
    const files = scanned.api.app.get(SealedFiles);
    const before = scanned.stored().length;
    const [orphan, elsewhere] = [`${scanned.desk.councilId}/${randomUUID()}`, `${randomUUID()}/${randomUUID()}`];
    for (const key of [orphan, elsewhere]) await files.put(key, Readable.from([Buffer.from('killed before its row')]));
    const sweep = scanned.api.app.get(SweepFiles);
    expect(await sweep.run(new Date())).toBe(0);
    expect(await sweep.run(new Date(Date.now() + 25 * 3_600_000))).toBe(1);
    await expect(files.open(orphan)).rejects.toThrow();
    expect((await files.open(elsewhere)).toString()).toBe('killed before its row');
    expect(scanned.stored()).toHaveLength(before + 1);
  });

  it('are found by the real clamd too, where it is installed', async () => {
    const real = await installedClamd();
    if (!real) return;
    try {
      const scanner = new VirusScanner({CLAMD_URL: real.url} as Environment);
      expect(await scanner.scan(Buffer.from(EICAR))).toBe('infected');
      expect(await scanner.scan(pdf())).toBe('clean');
      expect(await scanner.scan(Buffer.alloc(10 * MEGABYTE, 'A'))).toBe('clean');
    } finally {
      real.close();
    }
  });

  it('of a DBS certificate are refused, by the use case and by the database', async () => {
    const {id, pa} = await scanned.draft();
    const problem = refusalOf(await scanned.send(id, pa, 'dbs', pdf()));
    expect([problem.status, problem.code, problem.errors[0]?.field]).toEqual([422, 'NO_FILE_KEPT', 'file']);
    const insert = scanned.world.add('evidence_file', {
      council_id: scanned.desk.councilId,
      application_id: id,
      requirement: 'dbs',
      name: 'dbs.pdf',
      media_type: 'application/pdf',
      bytes: 10,
      uploaded_by: pa.personId,
      channel: 'online',
    });
    expect(databaseError(await insert.catch((error: unknown) => error))?.constraint).toBe('evidence_file_asked_for');
  });

  it('wait for an officer where there is no scanner, and nobody releases their own', async () => {
    const world = await ApplyingWorld.open();
    try {
      const {id, pa} = await world.draft();
      await world.send(id, pa, 'identity', pdf('unscanned')).expect(201);
      const [file] = (await world.tasks(id, pa)).files;
      const path = `/applications/${id}/files/${file?.id}`;
      const officer = world.desk.officer;
      expect(refusalOf(await world.api.call('get', path, officer.token)).code).toBe('FILE_NOT_OPEN');
      await world.api.call('post', `${path}/release`, pa.token).expect(403);
      await world.api.call('post', `${path}/release`, officer.token).expect(200);
      await world.api.call('get', path, officer.token).expect(200);
      expect((await world.trail(id)).map(({action}) => action).slice(-2)).toEqual(['file.released', 'file.viewed']);
      // Of an officer who applies herself somebody else has to do it.
      const own = await world.world.person(world.desk.councilId, 'Olive Officer', ['pa', 'officer']);
      const opened = await world.api
        .call('post', '/applications', own.token, {kind: 'pa', person_id: own.personId})
        .expect(201);
      const ownId = (opened.body as {id: string}).id;
      await world.send(ownId, own, 'identity', pdf()).expect(201);
      const ownFile = (await world.tasks(ownId, own)).files[0]?.id;
      const ownPath = `/applications/${ownId}/files/${ownFile}`;
      expect(refusalOf(await world.api.call('post', `${ownPath}/release`, own.token)).code).toBe('FOUR_EYES');
    } finally {
      await world.close();
    }
  });
});
