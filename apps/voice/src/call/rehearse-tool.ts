import { rehearse } from '@vaani/clinic';
import { executeTool, type ToolResult } from '@vaani/receptionist';
import type { ToolRunner } from './tools.ts';

/** Runs a tool of a draft’s call: it answers as the real one would, and what it wrote is taken back. Never throws. */
export const rehearseTool: ToolRunner = async (call, t) => {
  const result = await rehearse(t.ctx, (ctx) => executeTool(call, { ...t, ctx })).catch(
    (error: unknown): ToolResult => {
      const about = { tool: call.name, callId: t.callId, ...(error instanceof Error ? { error } : {}) };
      t.ctx.logger?.error('a tool could not be rehearsed', about);
      return { ok: false, code: 'unavailable' };
    },
  );
  // Where the real one keeps a promise until it can be written, a draft has nothing to keep.
  const isPromise = call.name === 'leave_message' && !result.ok && result.code === 'unavailable';
  return isPromise ? { ok: true, value: {} } : result;
};
