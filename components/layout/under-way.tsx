import { createPortal } from 'react-dom';
import classes from '@/components/layout/under-way.module.css';

/** Says that another page is on its way: a bar over the top edge, so that nothing moves. */
export function UnderWay() {
  return createPortal(
    <div className={classes.bar} role="progressbar" aria-label="The page is on its way" />,
    document.body,
  );
}
