'use client';

import { createContext, type ReactNode, useContext } from 'react';
import { type Role, roles } from '@/lib/domain/member';

/** Who looks at the page, as far as the page needs to know. */
export interface ToldViewer {
  /** Null for anyone, where the server is open to read. */
  person: { name: string; email: string } | null;
  role: Role;
  /** Sees all repositories, not only those of some teams. */
  seesAll: boolean;
}

const Context = createContext<ToldViewer | undefined>(undefined);

export function ViewerProvider({
  viewer,
  children,
}: {
  viewer: ToldViewer | undefined;
  children: ReactNode;
}) {
  return <Context value={viewer}>{children}</Context>;
}

/** Who looks at the page; undefined for nobody, who sees only the pages that let in. */
export const useViewer = () => useContext(Context);

/** Whether whoever looks may do what takes a role. The server decides again. */
export function useMay(least: Role): boolean {
  const viewer = useViewer();
  return viewer !== undefined && roles.indexOf(viewer.role) >= roles.indexOf(least);
}

/** Shows its children to those alone who may use them. */
export function For({ least, children }: { least: Role; children: ReactNode }) {
  return useMay(least) ? children : null;
}
