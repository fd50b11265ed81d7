import type { NextConfig } from 'next';
import { headersOfAll, headersOfApi } from './lib/http/security-headers';

const listOf = (headers: Readonly<Record<string, string>>) =>
  Object.entries(headers).map(([key, value]) => ({ key, value }));

const config: NextConfig = {
  headers: async () => [
    { source: '/:path*', headers: listOf(headersOfAll) },
    { source: '/api/:path*', headers: listOf(headersOfApi) },
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
