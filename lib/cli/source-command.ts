import { RepositoryName } from '@/lib/domain/change';
import { SourceName, SourceSecret } from '@/lib/domain/source-draft';
import { SourceKind } from '@/lib/sources/registry';

export const sourceUsage = [
  'Sources are the senders that may post to this server.',
  '  npm run source -- add gitlab   set one up; the last two lines are its address and its secret',
  '      --name "Our GitLab"        what it is called; its kind unless said',
  '      --secret …                 one that the sender made; without it one is made here',
  '      --repository acme/web      what it may tell of, or what its incidents are about; repeatable',
  '  npm run source -- list         show all, without their secrets',
  '  npm run source -- rotate <id>  give one a new secret; the one before is believed until it is ended',
  '  npm run source -- end <id>     end the secret before the present one',
  '  npm run source -- remove <id>  believe nothing more that it sends; what it sent stays',
  `Kinds: ${SourceKind.options.join(', ')}.`,
].join('\n');

export type SourceCommand =
  | {
      verb: 'add';
      kind: SourceKind;
      name: string | undefined;
      secret: string | undefined;
      repositories: string[];
    }
  | { verb: 'list' }
  | { verb: 'rotate' | 'end' | 'remove'; id: string };

const options: Record<string, 'name' | 'secret' | 'repository'> = {
  '--name': 'name',
  '--secret': 'secret',
  '--repository': 'repository',
};

/** What was typed, or nothing where it is not understood. */
export function readSourceCommand([verb, word, ...more]: readonly string[]):
  | SourceCommand
  | undefined {
  if (verb === 'list' && word === undefined) return { verb };
  if (verb === 'rotate' || verb === 'end' || verb === 'remove') {
    return word === undefined || more.length > 0 ? undefined : { verb, id: word };
  }
  const { data: kind } = SourceKind.safeParse(word);
  return verb === 'add' && kind !== undefined ? readDraft(kind, more) : undefined;
}

function readDraft(kind: SourceKind, words: readonly string[]): SourceCommand | undefined {
  const told: Record<'name' | 'secret' | 'repository', string[]> = {
    name: [],
    secret: [],
    repository: [],
  };
  for (let at = 0; at < words.length; at += 2) {
    const option = options[words[at] ?? ''];
    const value = words[at + 1];
    if (option === undefined || value === undefined) return undefined;
    told[option].push(value);
  }
  const { name, secret, repository } = told;
  const isGood =
    name.length <= 1 &&
    secret.length <= 1 &&
    name.every((one) => SourceName.safeParse(one).success) &&
    secret.every((one) => SourceSecret.safeParse(one).success) &&
    repository.every((one) => RepositoryName.safeParse(one).success);
  if (!isGood) return undefined;
  return { verb: 'add', kind, name: name[0], secret: secret[0], repositories: repository };
}
