import sources from '@/components/sources/sources.module.css';
import { countWords, plural } from '@/components/words/rates';

const [width, height] = [168, 28];

/** Deliveries in each of the last 24 hours as bars; the sum in words stands beside them. */
export function SourceHours({ hours }: { hours: readonly number[] }) {
  const most = Math.max(1, ...hours);
  const step = width / Math.max(1, hours.length);
  const sum = hours.reduce((all, one) => all + one, 0);
  return (
    <div className={sources.hours}>
      <svg
        width={width}
        height={height}
        role="img"
        aria-label={`${plural(sum, 'delivery', 'deliveries')} in the last 24 hours, at most ${countWords(Math.max(0, ...hours))} in one`}
      >
        <line x1={0} x2={width} y1={height - 0.5} y2={height - 0.5} className={sources.ground} />
        {hours.map((count, index) => {
          const tall = count === 0 ? 0 : Math.max(2, (count / most) * (height - 2));
          return (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: an hour is its place
              key={index}
              className={sources.bar}
              x={index * step + 1}
              y={height - tall}
              width={step - 2}
              height={tall}
            />
          );
        })}
      </svg>
      <span>{countWords(sum)} in 24 hours</span>
    </div>
  );
}
