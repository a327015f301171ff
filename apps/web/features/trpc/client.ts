'use client';

import { createTRPCContext } from '@trpc/tanstack-react-query';
import type { AppRouter } from '../../server/routers/index.ts';

/** Typed queries of the desk: `useTrpc().calls.list.queryOptions(…)`. */
export const { TRPCProvider, useTRPC: useTrpc, useTRPCClient: useTrpcClient } = createTRPCContext<AppRouter>();
