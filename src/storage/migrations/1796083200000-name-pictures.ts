import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a portrait is called where it came from, for exports that name their picture. */
export class NamePictures1796083200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE submission ADD COLUMN image_name text');
  }

  /** Forward only: going back would drop what people sent. */
  down(): Promise<void> {
    return Promise.reject(new Error('Migrations of Frontal go forward only.'));
  }
}
