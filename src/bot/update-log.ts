/**
 * What became of an update: it is this process's to handle, it was handled before, or another process has it and is not
 * done.
 */
export type UpdateClaim = 'ours' | 'handled' | 'elsewhere';

/** Knows the updates that all processes of a bot have taken, so that each is handled once. */
export interface UpdateLog {
  /**
   * Claims an update. What another process claimed and did not finish becomes ours once that process is gone. Never rejects:
   * where nobody can be asked, the update is ours, since one answered twice is better than one lost.
   */
  claim(updateId: number): Promise<UpdateClaim>;
  /** Says that it is handled. Never rejects. */
  finish(updateId: number): Promise<void>;
  close(): void;
}
