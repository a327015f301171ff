'use client';

import type { inferRouterInputs } from '@trpc/server';
import { createTRPCContext } from '@trpc/tanstack-react-query';
import type { AppRouter } from '../../server/routers/index.ts';

/** Typed queries of the desk: `useTrpc().calls.list.queryOptions(…)`. */
export const { TRPCProvider, useTRPC: useTrpc, useTRPCClient: useTrpcClient } = createTRPCContext<AppRouter>();

/** What the procedures are asked with. */
export type RouterInputs = inferRouterInputs<AppRouter>;
