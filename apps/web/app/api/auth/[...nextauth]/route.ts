import type { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { authOptions } from '../../../../server/auth/options.ts';
import { webDeps } from '../../../../server/deps.ts';

export const dynamic = 'force-dynamic';

async function handle(request: NextRequest, context: { params: Promise<{ nextauth: string[] }> }): Promise<Response> {
  return NextAuth(request, context, authOptions(webDeps()));
}

export { handle as GET, handle as POST };
