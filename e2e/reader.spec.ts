import { expect, test } from '@/e2e/fixtures';

test.describe('a reader in Germany', () => {
  test.use({ locale: 'de-DE' });

  test('finds numbers written as there, in English sentences', async ({ page }) => {
    await page.goto('/changes');
    await expect(page.getByText(/^\d+ of \d+\.\d{3} shown$/)).toBeVisible();
    await page.goto('/');
    await expect(page.locator('html')).toHaveAttribute('data-reader', '.,d');
    await expect(page.getByText(/^likely \d+,\d–\d+,\d%$/).first()).toBeVisible();
    await expect(page.getByText(/^\d+ [A-Z][a-z]{2} \d{4}$/).first()).toBeVisible();
  });

  test('is written for while others are, each as they write', async ({ request }) => {
    const readers = { 'de-DE': '.,d', 'en-US': ',.m', 'fr-FR': '\u202f,d', 'xx-none': ',.d' };
    const asked = Object.entries(readers).flatMap((reader) => [reader, reader, reader]);
    await Promise.all(
      asked.map(async ([locale, reader]) => {
        const answer = await request.get('/', { headers: { 'accept-language': locale } });
        const html = await answer.text();
        expect(html).toContain(`data-reader="${reader}"`);
        const [thousands = ''] = reader;
        // How many regressed of how many: the figures are drawn on the server.
        expect(html).toMatch(new RegExp(`\\d+ of \\d[${thousands}]\\d{3}`));
      }),
    );
  });
});

test.describe('a reader in New York', () => {
  test.use({ locale: 'en-US', timezoneId: 'America/New_York' });

  test('finds times of there, with UTC behind them', async ({ page, request }) => {
    const { rows } = await (await request.get('/api/v1/regressions?limit=1')).json();
    const { id, mergedAt } = rows[0].change;
    await page.goto(`/changes/${id}`);
    const moment = page.locator(`time[datetime="${mergedAt}"]`).first();
    const inNewYork = new Date(mergedAt).toLocaleString('en-US', {
      timeZone: 'America/New_York',
      dateStyle: 'medium',
      timeStyle: 'short',
    });
    await expect(moment).toHaveText(inNewYork.replaceAll('\u202f', ' '));
    const utc = new Date(mergedAt).toISOString().slice(11, 16);
    await expect(moment).toHaveAttribute('title', new RegExp(`, ${utc} UTC$`));
  });
});
