'use client';

import type { RowSelectionState } from '@tanstack/react-table';
import { useMemo, useState } from 'react';
import { useMay } from '@/components/access/viewer';
import { linkToListed, type RegressionsParams } from '@/components/filters/filter-params';
import { useGo } from '@/components/layout/use-go';
import { AskingDialog } from '@/components/tables/asking-dialog';
import { BulkBar } from '@/components/tables/bulk-bar';
import { changeName } from '@/components/tables/cells';
import { FailureModeDialog } from '@/components/tables/failure-mode-dialog';
import { ListGrid, type Sorting } from '@/components/tables/list-grid';
import { regressionColumnsTo } from '@/components/tables/regression-columns';
import type { useDecideMany } from '@/components/tables/use-decide-many';
import { plural } from '@/components/words/rates';
import { DecisionsRequest } from '@/lib/api/decision';
import type { RegressionSort } from '@/lib/api/regressions';
import type { RegressionRow } from '@/lib/api/rows';
import { readAs } from '@/lib/domain/fault';

/** The rows of the list of regressions: who may decide selects some and decides on them at once. */
export function RegressionGrid({
  caption,
  values,
  rows,
  total,
  sorting,
  deciding,
  onNearEnd,
  onKeys,
}: {
  caption: string;
  /** The URL of the list. */
  values: RegressionsParams;
  rows: RegressionRow[];
  total: number;
  sorting: Sorting<RegressionSort>;
  deciding: ReturnType<typeof useDecideMany>;
  onNearEnd: () => void;
  onKeys: () => void;
}) {
  const { go, sign } = useGo();
  const mayDecide = useMay('editor');
  const [selected, setSelected] = useState<RowSelectionState>({});
  const [dismissing, setDismissing] = useState<string[]>();
  const [classifying, setClassifying] = useState<string[]>();
  const place = JSON.stringify(values);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the values are new at every render
  const columns = useMemo(() => regressionColumnsTo((id) => linkToListed(id, values)), [place]);
  // What has left the list is selected no more.
  const chosen = rows.filter(({ id }) => selected[id]).map(({ id }) => id);
  const idsOr = ({ id }: RegressionRow) => (chosen.length === 0 ? [id] : chosen);
  const send = (request: DecisionsRequest) => {
    setSelected({});
    deciding.decide.mutate(request);
  };
  const confirm = (ids: string[]) => {
    const { value } = readAs(DecisionsRequest, { ids, decision: 'confirmed' });
    if (value !== undefined) send(value);
  };
  return (
    <>
      <ListGrid
        caption={caption}
        columns={columns}
        rows={rows}
        total={total}
        sorting={sorting}
        selection={mayDecide ? { selected, onSelect: setSelected } : undefined}
        nameOf={({ change }) => `${change.repository} ${changeName(change)}`}
        onOpen={({ id }) => go(linkToListed(id, values))}
        onNearEnd={onNearEnd}
        onKey={(key, row) => {
          if (key === '?') onKeys();
          else if (key === 'c' && mayDecide) confirm(idsOr(row));
          else if (key === 'd' && mayDecide) setDismissing(idsOr(row));
          else if (key === 'w' && mayDecide) setClassifying(idsOr(row));
          else return false;
          return true;
        }}
      />
      <BulkBar
        count={chosen.length}
        deciding={deciding}
        onConfirm={() => confirm(chosen)}
        onDismiss={() => setDismissing(chosen)}
        onClassify={() => setClassifying(chosen)}
        onClear={() => setSelected({})}
      />
      {sign}
      {dismissing !== undefined && (
        <AskingDialog
          title={`Dismiss ${plural(dismissing.length, 'regression')}`}
          lead="No regression at all: it stays here, and is not counted."
          label="Because"
          submitLabel="Dismiss"
          refusalOf={(reason) => dismissalOf(dismissing, reason).fault?.reason}
          onSubmit={async (reason) => {
            const { value } = dismissalOf(dismissing, reason);
            if (value !== undefined) send(value);
          }}
          onClose={() => setDismissing(undefined)}
        />
      )}
      {classifying !== undefined && (
        <FailureModeDialog
          ids={classifying}
          onSend={(request) => {
            setSelected({});
            deciding.classify.mutate(request);
          }}
          onClose={() => setClassifying(undefined)}
        />
      )}
    </>
  );
}

const dismissalOf = (ids: string[], reason: string) =>
  readAs(DecisionsRequest, { ids, decision: 'dismissed', reason });
