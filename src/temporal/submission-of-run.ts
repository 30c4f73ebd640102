import { WORKFLOW_TYPE } from '../contract/run.ts';
import { DELIVERY_WORKFLOW_TYPE, submissionOfDelivery } from '../contract/delivery.ts';

/** Of which submission a run is; null: of none. */
export function submissionOfRun({ workflowId, workflowType }: { workflowId: string; workflowType: string }): string | null {
  switch (workflowType) {
    case WORKFLOW_TYPE:
      return workflowId;
    case DELIVERY_WORKFLOW_TYPE:
      return submissionOfDelivery(workflowId);
    default:
      return null;
  }
}
