import 'server-only';
import {
  callNext,
  callNextSchema,
  cancelToken,
  changeTokenSchema,
  finishToken,
  issueToken,
  issueTokenSchema,
  listTokens,
  listWaitingRooms,
  makeWaitingRoom,
  makeWaitingRoomSchema,
  queueStatus,
  queueStatusSchema,
  recallToken,
  revokeWaitingRoom,
  revokeWaitingRoomSchema,
  skipToken,
  tokenListSchema,
} from '@vaani/clinic';
import { z } from 'zod';
import { procedureFor, router } from '../trpc/base.ts';
import {
  callNextOutput,
  changeTokenOutput,
  issueOutput,
  madeWaitingRoomOutput,
  queueStatusOutput,
  tokensOutput,
  waitingRoomOutput,
} from './queue-schemas.ts';

const change = procedureFor('queue.call').input(changeTokenSchema).output(changeTokenOutput);

/** Walk-ins and their numbers, and the screens that show them. */
export const queueRouter = router({
  status: procedureFor('schedule.read')
    .input(queueStatusSchema)
    .output(queueStatusOutput)
    .query(({ ctx, input }) => queueStatus(ctx.clinic, input)),
  tokens: procedureFor('schedule.read')
    .input(tokenListSchema)
    .output(tokensOutput)
    .query(({ ctx, input }) => listTokens(ctx.clinic, input)),
  issue: procedureFor('schedule.write')
    .input(issueTokenSchema)
    .output(issueOutput)
    .mutation(({ ctx, input }) => issueToken(ctx.clinic, input)),
  callNext: procedureFor('queue.call')
    .input(callNextSchema)
    .output(callNextOutput)
    .mutation(({ ctx, input }) => callNext(ctx.clinic, input)),
  skip: change.mutation(({ ctx, input }) => skipToken(ctx.clinic, input)),
  recall: change.mutation(({ ctx, input }) => recallToken(ctx.clinic, input)),
  finish: change.mutation(({ ctx, input }) => finishToken(ctx.clinic, input)),
  cancel: change.mutation(({ ctx, input }) => cancelToken(ctx.clinic, input)),

  waitingRooms: procedureFor('schedule.write')
    .output(z.array(waitingRoomOutput))
    .query(({ ctx }) => listWaitingRooms(ctx.clinic)),
  makeWaitingRoom: procedureFor('schedule.write')
    .input(makeWaitingRoomSchema)
    .output(madeWaitingRoomOutput)
    .mutation(({ ctx, input }) => makeWaitingRoom(ctx.clinic, input)),
  revokeWaitingRoom: procedureFor('schedule.write')
    .input(revokeWaitingRoomSchema)
    .output(waitingRoomOutput)
    .mutation(({ ctx, input }) => revokeWaitingRoom(ctx.clinic, input)),
});
