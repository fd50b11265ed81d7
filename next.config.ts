import type { NextConfig } from 'next';

const config: NextConfig = {
  poweredByHeader: false,
  // Where a chart would else be drawn anew before there is anything new; elsewhere it is only weight.
  reactCompiler: { compilationMode: 'annotation' },
  // npm test checks the types.
  typescript: { ignoreBuildErrors: true },
  // There are no pictures to be made smaller, so nobody shall have them made.
  images: { unoptimized: true },
  serverExternalPackages: ['@prisma/adapter-pg', '@prisma/client', 'cephes', 'pg', 'pino'],
  // Browsers ask for it where a page has not come to naming its icon yet.
  redirects: async () => [{ source: '/favicon.ico', destination: '/icon.svg', permanent: true }],
  experimental: {
    authInterrupts: true,
    optimizePackageImports: ['@mantine/core', '@mantine/hooks'],
  },
};

export default config;
