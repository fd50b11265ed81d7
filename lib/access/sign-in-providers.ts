import type { BetterAuthOptions } from 'better-auth';
import type { GenericOAuthConfig } from 'better-auth/plugins';
import { env } from '@/lib/env';

/** Accounts elsewhere that people may sign in with, as the sign-in page names them. */
export function signInProviders(): { id: string; name: string }[] {
  const names = { github: 'GitHub', gitlab: 'GitLab', google: 'Google' };
  const social = Object.keys(socialProviders()).map((id) => ({
    id,
    name: Object.entries(names).find(([key]) => key === id)?.[1] ?? id,
  }));
  const open = openIdProviders().map(({ providerId }) => ({
    id: providerId,
    name: env().OIDC_NAME,
  }));
  return [...social, ...open];
}

/** GitHub, GitLab and Google, where the environment has both parts of their credentials. */
export function socialProviders(): NonNullable<BetterAuthOptions['socialProviders']> {
  const told = env();
  const github = credentials(told.GITHUB_CLIENT_ID, told.GITHUB_CLIENT_SECRET);
  const gitlab = credentials(told.GITLAB_CLIENT_ID, told.GITLAB_CLIENT_SECRET);
  const google = credentials(told.GOOGLE_CLIENT_ID, told.GOOGLE_CLIENT_SECRET);
  return {
    ...(github && { github }),
    ...(gitlab && { gitlab: { ...gitlab, ...(told.GITLAB_URL && { issuer: told.GITLAB_URL }) } }),
    ...(google && { google }),
  };
}

/** The OpenID Connect provider of the environment, read from its own discovery document. */
export function openIdProviders(): GenericOAuthConfig[] {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = env();
  const known = credentials(OIDC_CLIENT_ID, OIDC_CLIENT_SECRET);
  if (OIDC_ISSUER === undefined || known === undefined) return [];
  return [
    {
      providerId: 'oidc',
      discoveryUrl: `${OIDC_ISSUER.replace(/\/$/, '')}/.well-known/openid-configuration`,
      requireIdTokenVerification: true,
      scopes: ['openid', 'email', 'profile'],
      pkce: true,
      ...known,
    },
  ];
}

function credentials(clientId: string | undefined, clientSecret: string | undefined) {
  return clientId === undefined || clientSecret === undefined
    ? undefined
    : { clientId, clientSecret };
}
