import type { NextConfig } from 'next';

const config: NextConfig = {
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
