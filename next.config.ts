import type { NextConfig } from 'next';
import { headersOfAll, headersOfApi, headersOfTls } from './lib/http/security-headers';

const listOf = (headers: Readonly<Record<string, string>>) =>
  Object.entries(headers).map(([key, value]) => ({ key, value }));

const config: NextConfig = {
  headers: async () => [
    { source: '/:path*', headers: listOf(headersOfAll) },
    { source: '/(api/.*|healthz|readyz|metrics)', headers: listOf(headersOfApi) },
    {
      source: '/:path*',
      has: [{ type: 'header', key: 'x-forwarded-proto', value: 'https' }],
      headers: listOf(headersOfTls),
    },
  ],
  poweredByHeader: false,
  // npm test checks the types.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['@prisma/adapter-pg', '@prisma/client', 'cephes', 'pg', 'pino'],
  experimental: {
    authInterrupts: true,
    optimizePackageImports: ['@mantine/core', '@mantine/hooks'],
  },
};

export default config;
