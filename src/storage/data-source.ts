import { Client, type ClientConfig } from 'pg';
import { DataSource, type DataSourceOptions, type Logger } from 'typeorm';
import { ArtifactEntity } from './entities/artifact.ts';
import { ErasedSubmissionEntity } from './entities/erased-submission.ts';
import { PendingSubmissionEntity } from './entities/pending-submission.ts';
import { StepOutputEntity } from './entities/step-output.ts';
import { SubmissionEntity } from './entities/submission.ts';
import { SubmissionStepEntity } from './entities/submission-step.ts';
import { SweepCursorEntity } from './entities/sweep-cursor.ts';
import { WebhookDeliveryEntity } from './entities/webhook-delivery.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { sendLargeValuesAsTheyAre } from './large-values.ts';
import { asStorageError } from './storage-error.ts';

export interface DatabaseOptions {
  url: string;
  /** Most connections held at once; further statements wait for one, up to `connectTimeoutMs`. */
  poolSize: number;
  /** How `pg_stat_activity` names this process. */
  applicationName?: string;
  connectTimeoutMs?: number;
  /** Longest run of one statement, its waiting for locks included. */
  statementTimeoutMs?: number;
}

/** What the server itself ends at the statement timeout is given this long to arrive before the connection is dropped. */
const READ_GRACE_MS = 2_000;

/** Not connected yet: call `initialize()`. Every statement ends within the two timeouts, whatever the database does. */
export function createDataSource(options: DatabaseOptions): DataSource {
  const { url, poolSize, applicationName = 'frontal' } = options;
  const { connectTimeoutMs = 5_000, statementTimeoutMs = 20_000 } = options;
  return new DataSource({
    ...baseOptions(url, applicationName, connectTimeoutMs),
    poolSize,
    extra: {
      Client: PooledClient,
      keepAlive: true,
      statement_timeout: statementTimeoutMs,
      // The client's own clock: covers a server or network that has gone silent.
      query_timeout: statementTimeoutMs + READ_GRACE_MS,
    },
  });
}

/** Connected. @throws FrontalError `unavailable` */
export async function connectDataSource(options: DatabaseOptions): Promise<DataSource> {
  try {
    return await createDataSource(options).initialize();
  } catch (error) {
    throw asStorageError(error);
  }
}

/** The same database without time limits on statements: a migration may rewrite a large table. */
export function createMigrationDataSource(dataSource: DataSource): DataSource {
  if (dataSource.options.type !== 'postgres' || dataSource.options.url === undefined) {
    throw new TypeError('Migrations need a data source made by createDataSource.');
  }
  // One connection holds the lock, the other migrates.
  return new DataSource({ ...baseOptions(dataSource.options.url, 'frontal-migrate', 5_000), poolSize: 2, extra: { Client: PooledClient } });
}

/**
 * Pool and TypeORM hand their listeners over a moment too late: what the server says of its end right after the login
 * would find nobody listening, and end the process. The statement that follows reports it.
 */
class PooledClient extends Client {
  constructor(options: ClientConfig) {
    super(options);
    this.on('error', () => undefined);
    sendLargeValuesAsTheyAre(this);
  }
}

function baseOptions(url: string, applicationName: string, connectTimeoutMS: number) {
  return {
    type: 'postgres',
    url,
    applicationName,
    connectTimeoutMS,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    migrationsTableName: 'migration',
    synchronize: false,
    logger: SILENT,
    installExtensions: false,
    // A connection lost while idle is replaced at the next statement, which reports what is wrong if that fails.
    poolErrorHandler: () => undefined,
  } as const satisfies DataSourceOptions;
}

const ENTITIES = [
  ArtifactEntity,
  StepOutputEntity,
  SubmissionEntity,
  SubmissionStepEntity,
  ErasedSubmissionEntity,
  WebhookDeliveryEntity,
  SweepCursorEntity,
  PendingSubmissionEntity,
];

/** Every failure is thrown, and TypeORM's loggers would write statements with people's pictures to standard output. */
const SILENT: Logger = {
  logQuery: () => undefined,
  logQueryError: () => undefined,
  logQuerySlow: () => undefined,
  logSchemaBuild: () => undefined,
  logMigration: () => undefined,
  log: () => undefined,
};
