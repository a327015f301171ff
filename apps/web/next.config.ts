import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';

const withNextIntl = createNextIntlPlugin({
  requestConfig: './i18n/request.ts',
  // Messages are parsed when the desk is built: no browser is sent the parser.
  experimental: { messages: { path: './messages', format: 'json', locales: 'infer', precompile: true } },
});

/** Sent with every answer; the content policy is made per request in proxy.ts, because of its nonce. */
const headers = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), payment=(), usb=(), microphone=(self)' },
  { key: 'Strict-Transport-Security', value: 'max-age=31536000; includeSubDomains' },
];

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // The packages are TypeScript as it is: Next compiles them with the app.
  transpilePackages: ['@vaani/clinic', '@vaani/config', '@vaani/db', '@vaani/live', '@vaani/observability'],
  // Native code, WebAssembly found by path, and clients that keep state in their module stay outside the bundle.
  serverExternalPackages: [
    '@node-rs/argon2',
    '@opentelemetry/api',
    '@opentelemetry/exporter-trace-otlp-http',
    '@opentelemetry/sdk-node',
    '@opentelemetry/sdk-trace',
    '@prisma/adapter-pg',
    '@prisma/client',
    'ioredis',
    'pg',
    'pg-boss',
    'pino',
    'prom-client',
    'twilio',
  ],
  // Their packages do not say that what is not used of them may be left out: a kilobyte of every page.
  experimental: { optimizePackageImports: ['@trpc/client', '@trpc/server', '@trpc/tanstack-react-query'] },
  // TypeScript 7 has no JavaScript compiler for Next to call: `npm run typecheck` checks these files instead.
  typescript: { ignoreBuildErrors: true },
  headers: async () => [{ source: '/:path*', headers }],
};

export default withNextIntl(config);
