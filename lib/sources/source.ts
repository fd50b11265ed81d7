import type { LedgerEvent } from '@/lib/domain/event';
import type { Fault } from '@/lib/domain/fault';

/** A request as it came, before anybody has believed it. */
export interface Received {
  headers: Headers;
  /** What the address carried as `?token=`, for senders that cannot set a header. */
  token: string | undefined;
  body: Uint8Array<ArrayBuffer>;
  at: Date;
}

/**
 * A request whose sender has proved who it is, cut down to what is kept of it. Made in three places
 * only: by a source's `verify`, from a stored delivery, which was verified before it was stored, and by a
 * backfill, which asked the host itself.
 */
export class VerifiedDelivery {
  /** Nothing at run time; it keeps an unverified object of the same shape from passing for one. */
  declare private readonly verified: true;
  constructor(
    readonly headers: Readonly<Record<string, string>>,
    readonly body: Uint8Array<ArrayBuffer>,
    readonly receivedAt: Date,
  ) {}
}

/** Why a request was not believed. */
export interface Refusal {
  refused: string;
}

/**
 * What a delivery says, in our words: all of it, or the first fault for which it cannot be read.
 * `ignored` says why there is no news of any change in it.
 */
export type Reading =
  | { events: LedgerEvent[]; ignored?: string | undefined; fault?: never }
  | { fault: Fault; events?: never; ignored?: never };

/** What a person has to enter on the sender's side. */
export interface Setup {
  /** Where to enter it, as the sender's own pages call it. */
  where: string;
  /** What the secret is to the sender; `token in the address` where it can set no header. */
  secret: string;
  contentType?: string;
  /** What to tick, as the sender's own page calls it. */
  events: readonly string[];
}

/** One provider. Pure: no database, no clock. */
export interface Source {
  /** The sender's name for people. */
  label: string;
  group: 'git host' | 'CI' | 'incident tool' | 'any tool';
  /** Believes a request or says why not. Any of the secrets will do, so that one can rotate. */
  verify(
    received: Received,
    secrets: readonly string[],
  ): VerifiedDelivery | Refusal | Promise<VerifiedDelivery | Refusal>;
  /** What makes a repetition recognisable, and the sender's word for what happened. */
  identify(delivery: VerifiedDelivery): { id: string; event: string };
  /**
   * What it means. A word that is not known is ignored by name, never guessed at.
   * @param repositories those that people gave the source: where the sender names none itself, they are
   * what an incident is about; where it names one, others are ignored.
   */
  read(delivery: VerifiedDelivery, repositories: readonly string[]): Reading;
  setup: Setup;
}
