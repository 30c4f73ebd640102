import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { createWriteProbe } from '../../src/storage/write-probe.ts';
import { artifactOf, newSubmission, useDatabase } from '../support/database.ts';

const database = useDatabase();
const query = (sql: string) => database().dataSource.query(sql);
afterEach(() => query('DROP TRIGGER IF EXISTS full_artifact ON artifact'));

/** Refuses artifacts as a disk does that has room for so many bytes. */
async function leaveRoomFor(bytes: number): Promise<void> {
  await query(`CREATE OR REPLACE FUNCTION full_artifact() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF NEW.size > ${bytes} THEN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END IF; RETURN NEW; END $$`);
  await query('CREATE OR REPLACE TRIGGER full_artifact BEFORE INSERT ON artifact FOR EACH ROW EXECUTE FUNCTION full_artifact()');
}

describe('the probe for writing', () => {
  it('leaves nothing behind', async () => {
    const { dataSource, submissions } = database();
    await createWriteProbe(dataSource, submissions).ask();
    expect(await query('SELECT FROM artifact')).toHaveLength(0);
  });

  it('says no while the disk is full', async () => {
    const { dataSource, submissions } = database();
    await leaveRoomFor(0);
    await expect(createWriteProbe(dataSource, submissions).ask()).rejects.toMatchObject({ code: 'unavailable', message: 'The database has no room left on its disk.' });
  });

  it('says no after a submit for which there was no room, though there is for less, until there is', async () => {
    const { dataSource, submissions } = database();
    const probe = createWriteProbe(dataSource, submissions);
    await leaveRoomFor(200_000);
    await probe.ask();
    const large = { ...newSubmission(), portrait: artifactOf(randomBytes(300_000), 'image/png') };
    await expect(probe.watched.accept(large)).rejects.toMatchObject({ code: 'unavailable' });
    await expect(probe.ask()).rejects.toMatchObject({ code: 'unavailable' });
    await leaveRoomFor(2 ** 30);
    await expect.poll(() => probe.ask().then(() => 'yes', () => 'no'), { timeout: 20_000 }).toBe('yes');
    expect((await probe.watched.accept(large)).accepted).toBe(true);
  });

  it('asks the database once for all who ask at a time', async () => {
    const { dataSource, submissions } = database();
    const probe = createWriteProbe(dataSource, submissions);
    const answers = new Set(Array.from({ length: 50 }, () => probe.ask()));
    expect(answers.size).toBe(1);
    await Promise.all(answers);
  });
});

it('large values arrive and come back as they were sent, beside small ones and none', async () => {
  const { submissions } = database();
  const portrait = artifactOf(randomBytes(3_000_000), 'image/png');
  const { submission } = await submissions.accept({ ...newSubmission(), portrait, webhook: null });
  expect(submission.portrait).toBe(portrait.digest);
  expect(Buffer.compare(Buffer.from((await submissions.loadArtifact(portrait.digest))!), Buffer.from(portrait.bytes))).toBe(0);
});
