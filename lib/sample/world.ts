import type { Agenda } from '@/lib/sample/agenda';
import type { Random } from '@/lib/sample/random';
import type { SampleRepository } from '@/lib/sample/repositories';

/** What all happenings share. */
export interface World {
  random: Random;
  agenda: Agenda;
  /** Nothing from here on is known yet. */
  untilMs: number;
  /** How many incidents were opened so far, over all repositories. */
  incidents: number;
}

/** A repository as it lives: pull requests and issues are numbered in one sequence. */
export interface Site {
  repository: SampleRepository;
  lastNumber: number;
}

export const moment = (ms: number) => new Date(ms).toISOString();
