import { type ComponentType, lazy } from 'react';

/** A component whose code comes when it is first shown, or as soon as `load` is called before that. */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  return Object.assign(
    lazy(async () => ({ default: await load() })),
    { load: () => void load() },
  );
}
