import { Client, Connection, type WorkflowClientInterceptor } from '@temporalio/client';

export interface TemporalAddress {
  readonly address: string;
  readonly namespace: string;
}

/**
 * A client over the plain gRPC connection, which is lazy: while Temporal is away the process lives on, each call
 * fails, and the connection heals by itself.
 */
export function createTemporalClient({ address, namespace }: TemporalAddress, interceptor?: WorkflowClientInterceptor): Client {
  return new Client({
    connection: Connection.lazy({ address, connectTimeout: 2_000 }),
    namespace,
    // A run that has ended says so by `describe`; replaying it to answer a query would be work for nothing.
    workflow: { queryRejectCondition: 'NOT_OPEN' },
    ...(interceptor && { interceptors: { workflow: [interceptor] } }),
  });
}
