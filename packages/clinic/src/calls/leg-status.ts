const overStatuses: ReadonlySet<string> = new Set(['completed', 'busy', 'no-answer', 'failed', 'canceled']);

/** Is a leg of which Twilio says this over? */
export const isOverStatus = (status: string): boolean => overStatuses.has(status);
