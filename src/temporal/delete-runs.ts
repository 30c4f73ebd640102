import { isGrpcServiceError, WorkflowNotFoundError, type Client } from '@temporalio/client';

/** gRPC code of a run that is deleted already. */
const NOT_FOUND = 5;

/** Ids of all runs of a workflow id, the latest first. The list of runs lags behind, so the latest is asked for by itself. */
export async function runIdsOf(client: Client, workflowId: string): Promise<string[]> {
  const runIds = new Set<string>();
  const latest = await latestRunOf(client, workflowId);
  if (latest !== null) runIds.add(latest);
  for await (const { runId } of client.workflow.list({ query: `WorkflowId = '${quoted(workflowId)}'` })) runIds.add(runId);
  return [...runIds];
}

/** Deletes these runs of a workflow id with their histories, and no other; one that is open is terminated first. */
export async function deleteRuns(client: Client, workflowId: string, runIds: readonly string[]): Promise<void> {
  await Promise.all(runIds.map((runId) => deleteRun(client, workflowId, runId)));
}

/** Id of the latest run of a workflow id; null: there is none. */
export async function latestRunOf(client: Client, workflowId: string): Promise<string | null> {
  try {
    return (await client.workflow.getHandle(workflowId).describe()).runId;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}

async function deleteRun(client: Client, workflowId: string, runId: string): Promise<void> {
  try {
    const { namespace } = client.options;
    await client.workflowService.deleteWorkflowExecution({ namespace, workflowExecution: { workflowId, runId } });
  } catch (error) {
    if (!isGrpcServiceError(error) || error.code !== NOT_FOUND) throw error;
  }
}

/** As SQL writes a string. */
function quoted(text: string): string {
  return text.replaceAll("'", "''");
}
