import { expectAccessible } from '@/e2e/expect-accessible';
import { expect, test } from '@/e2e/fixtures';

test.use({ viewport: { width: 390, height: 844 } });

const dayMs = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * dayMs).toISOString();

const rightToLeft = 'إصلاح سلة المشتريات (fix #12) عند الدفع';
const emoji = '🧑🏽‍🚀🔥 Ship the 🛒 with ‮bidi‬ inside';
const unbroken = `Rename${'AbstractSingletonProxyFactoryBean'.repeat(7)}`;
const titles = [rightToLeft, emoji, unbroken];

test('names from right to left, of emoji and without an end break nothing at 390 px', async ({
  page,
  post,
  request,
  repository: short,
}) => {
  test.slow();
  const repository = `${short}-${'very-long-name-of-a-repository.'.repeat(4)}end`;
  await post([
    ...titles.map((title, index) => ({
      type: 'change.merged',
      repository,
      number: index + 1,
      title,
      author: { login: `${'author-with-a-long-login-'.repeat(3)}${index}`, name: rightToLeft },
      mergedAt: daysAgo(50 - index),
      labels: [unbroken.slice(0, 90), rightToLeft],
      paths: [`${'folder-without-an-end'.repeat(4)}/file.ts`],
    })),
    ...titles.map((title, index) => ({
      type: 'incident.opened',
      repository,
      incident: `INC-${index}`,
      at: daysAgo(49 - index),
      title,
      service: 'a-service-of-a-long-name'.repeat(3),
      changes: [{ number: index + 1 }],
    })),
  ]);
  const search = `repository=${encodeURIComponent(repository)}&authorship=agent,assisted,human`;
  const { rows } = await (await request.get(`/api/v1/regressions?${search}`)).json();
  expect(rows).toHaveLength(titles.length);
  const ids: string[] = rows.map(({ id }: { id: string }) => id);
  const addresses = [
    `/?${search}`,
    `/regressions?${search}`,
    `/changes?${search}`,
    `/incidents?repository=${repository}`,
    `/repositories/${repository}`,
    ...titles.map((_, index) => `/changes/${repository}/${index + 1}`),
    ...ids.map((id) => `/regressions/${id}`),
  ];
  for (const address of addresses) {
    await test.step(address, async () => {
      await page.goto(address);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
      await expectAccessible(page);
    });
  }
  await page.goto(`/changes?${search}`);
  for (const title of titles) await expect(page.getByRole('link', { name: title })).toBeVisible();
  await expect(page.getByRole('link', { name: rightToLeft })).toHaveAttribute('dir', 'auto');
});
