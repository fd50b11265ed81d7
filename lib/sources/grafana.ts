import { identifyAlerts, readAlerts } from '@/lib/sources/alerts';
import { believed, hmac, isSame, isTimely, verifyHmac, verifyToken } from '@/lib/sources/proof';
import type { Received, Source } from '@/lib/sources/source';

const signatureHeader = 'x-grafana-alerting-signature';
const timestampHeader = 'x-grafana-alerting-timestamp';

/**
 * Where a contact point signs (Grafana 12), only its signature counts; the moment is signed along where
 * the contact point names a header for it.
 */
function verify(received: Received, secrets: readonly string[]) {
  const { headers, body, at } = received;
  const told = headers.get(signatureHeader);
  if (told === null) return verifyToken(received, secrets, { kept: [] });
  const moment = headers.get(timestampHeader);
  if (moment === null) return verifyHmac(received, secrets, { header: signatureHeader, kept: [] });
  if (!isTimely(moment, at)) {
    return { refused: `${timestampHeader} is more than five minutes from now.` };
  }
  return secrets.some((secret) => isSame(hmac(secret, [`${moment}:`, body], 'hex'), told))
    ? believed(received, [timestampHeader])
    : { refused: `${signatureHeader} does not fit the moment, the body and the secret.` };
}

export const grafana: Source = {
  label: 'Grafana',
  group: 'incident tool',
  verify,
  identify: identifyAlerts,
  read: (delivery, repositories) => readAlerts(delivery, 'grafana', repositories),
  setup: {
    where:
      'Alerts & IRM → Alerting → Contact points → Add contact point → Webhook; then name it in a notification policy.',
    secret:
      'HMAC Signature: Secret, with Header left as it is and Timestamp Header X-Grafana-Alerting-Timestamp; before Grafana 12: Authorization Header Credentials',
    events: ['Leave "Disable resolved message" unticked'],
  },
};
