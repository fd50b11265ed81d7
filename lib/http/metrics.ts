import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Workload } from '@/lib/domain/workload';

interface Metrics {
  registry: Registry;
  requests: Histogram<'route' | 'status'>;
  workload: Record<keyof Workload, Gauge>;
}

declare global {
  /** Next loads routes and pages as separate bundles; only the global object is shared by them. */
  var aftermergeMetrics: Metrics | undefined;
}

/** Notes an answered request. Addresses that the table of rules does not name are one route together. */
export function countRequest(place: string | undefined, status: number, seconds: number): void {
  metrics().requests.observe({ route: place ?? 'none', status }, seconds);
}

/** Everything that is counted in this process, and the work that waits, as Prometheus reads it. */
export async function exposition(workload: Workload): Promise<{ type: string; text: string }> {
  const { registry, workload: gauges } = metrics();
  gauges.pending.set(workload.pending);
  gauges.dead.set(workload.dead);
  gauges.dueSeconds.set(workload.dueSeconds);
  gauges.staleMonths.set(workload.staleMonths);
  gauges.failingJobs.set(workload.failingJobs);
  return { type: registry.contentType, text: await registry.metrics() };
}

function metrics(): Metrics {
  globalThis.aftermergeMetrics ??= makeMetrics();
  return globalThis.aftermergeMetrics;
}

function makeMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers });
  return {
    registry,
    requests: new Histogram({
      name: 'aftermerge_request_duration_seconds',
      help: 'Requests to routes by method and route, and status',
      labelNames: ['route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers,
    }),
    workload: {
      pending: gauge('aftermerge_deliveries_pending', 'Deliveries that wait to be applied'),
      dead: gauge('aftermerge_deliveries_dead', 'Deliveries that were given up'),
      dueSeconds: gauge(
        'aftermerge_deliveries_due_seconds',
        'For how long the first pending delivery has been due',
      ),
      staleMonths: gauge(
        'aftermerge_rollup_stale_months',
        'Months of repositories that are to be counted anew',
      ),
      failingJobs: gauge(
        'aftermerge_jobs_failing',
        'Scheduled work that failed and is tried again, or was given up',
      ),
    },
  };
}
