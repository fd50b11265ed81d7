/** The id of a new team by its name, unlike all that are taken: `Team Payments` is `team-payments`. */
export function newTeamId(name: string, taken: ReadonlySet<string>): string {
  const base =
    name
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+/, '')
      .slice(0, 50)
      .replace(/-+$/, '') || 'team';
  if (!taken.has(base)) return base;
  const count = Array.from({ length: taken.size }, (_, index) => index + 2);
  return `${base}-${count.find((number) => !taken.has(`${base}-${number}`))}`;
}
