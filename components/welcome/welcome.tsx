import { ConnectGithub, type GithubSetup } from '@/components/welcome/connect-github';
import { ImportHistory } from '@/components/welcome/import-history';
import { LoadSample } from '@/components/welcome/load-sample';
import { PostFromCi } from '@/components/welcome/post-from-ci';
import classes from '@/components/welcome/welcome.module.css';

/** The beginning: four ways to bring data in. Later the same page is the set-up. */
export function Welcome({
  isFirst,
  origin,
  github,
}: {
  /** There is no data at all yet. */
  isFirst: boolean;
  /** Where this server is reached, like `http://127.0.0.1:3000`. */
  origin: string;
  github: GithubSetup;
}) {
  return (
    <div className={classes.welcome}>
      <header className={classes.intro}>
        {isFirst ? (
          <>
            <h1>Does the code that agents write hold up after the merge?</h1>
            <p>
              Aftermerge works out who wrote each change and what later broke because of it, and
              charts how often agents’ changes regress against people’s, here, in your repositories.
              It needs a history to look at. Begin with any of these four; the first takes a minute.
            </p>
          </>
        ) : (
          <>
            <h1>Set-up</h1>
            <p>Ways to bring in more: each can be used beside the others, and again.</p>
          </>
        )}
      </header>
      <div className={classes.cards}>
        <div className={classes.stack}>
          <ImportHistory />
          <LoadSample />
        </div>
        <ConnectGithub origin={origin} github={github} />
        <PostFromCi origin={origin} />
      </div>
    </div>
  );
}
