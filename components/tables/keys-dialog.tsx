import { Button } from '@mantine/core';
import { ListDialog } from '@/components/tables/list-dialog';
import classes from '@/components/tables/list-dialog.module.css';

const moving = [
  [['j', '↓'], 'the next row'],
  [['k', '↑'], 'the row before'],
  [['Home', 'End'], 'the first, the last of those loaded'],
  [['Enter'], 'open it'],
] as const;
const deciding = [
  [['x', 'Space'], 'select it; click with Shift for all between'],
  [['c'], 'confirm those selected, or this one'],
  [['d'], 'dismiss those selected, or this one'],
  [['w'], 'say why those selected broke, or this one'],
] as const;

/** The keys of a list. */
export function KeysDialog({ decides, onClose }: { decides: boolean; onClose: () => void }) {
  return (
    <ListDialog title="Keys of the list" onClose={onClose}>
      <p className={classes.quiet}>They work while a row has the focus: Tab goes there.</p>
      <dl className={classes.keys}>
        {[...moving, ...(decides ? deciding : []), [['?'], 'these keys'] as const].map(
          ([keys, what]) => (
            <div key={what} style={{ display: 'contents' }}>
              <dt>
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{what}</dd>
            </div>
          ),
        )}
      </dl>
      <Button variant="default" size="compact-md" onClick={onClose}>
        Close
      </Button>
    </ListDialog>
  );
}
