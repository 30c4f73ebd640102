import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Submissions that leave something to be found have a step more. */
export class TakeTheStepFind1796342400000 implements MigrationInterface {
  readonly name = 'TakeTheStepFind1796342400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE step_output DROP CONSTRAINT step_output_step, ADD CONSTRAINT step_output_step CHECK (step IN ('find', 'decode', 'rotate', 'contour', 'render'))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM submission_step WHERE step_key IN (SELECT key FROM step_output WHERE step = 'find')`);
    await runner.query(`DELETE FROM step_output WHERE step = 'find'`);
    await runner.query(`ALTER TABLE step_output DROP CONSTRAINT step_output_step, ADD CONSTRAINT step_output_step CHECK (step IN ('decode', 'rotate', 'contour', 'render'))`);
  }
}
