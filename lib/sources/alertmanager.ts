import { identifyAlerts, readAlerts } from '@/lib/sources/alerts';
import { verifyToken } from '@/lib/sources/proof';
import type { Source } from '@/lib/sources/source';

export const alertmanager: Source = {
  label: 'Prometheus Alertmanager',
  group: 'incident tool',
  verify: (received, secrets) => verifyToken(received, secrets, { kept: [] }),
  identify: identifyAlerts,
  read: (delivery, repositories) => readAlerts(delivery, 'alertmanager', repositories),
  setup: {
    where:
      'In alertmanager.yml: a receiver with webhook_configs: url, and send_resolved: true; name it in a route.',
    secret: 'http_config: authorization: credentials (sent as Bearer), or basic_auth: password',
    events: ['Every alert of the route, firing and resolved'],
  },
};
