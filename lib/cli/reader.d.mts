export function readerOf(accepted: string | undefined): string;
