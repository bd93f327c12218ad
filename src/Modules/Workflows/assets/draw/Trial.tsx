import { useEffect, useRef, useState } from 'react';
import type { Json } from './definition';
import type { Draft } from './draft';
import { TrialForm, type Walked } from './walked';
import { say } from './words';

/** Beside the board: a proposal is described, and the way that it takes is marked on the drawing. */
export function Trial({ draft, url, isStale, onWalked, close }: { draft: Draft; url: string; isStale: boolean; onWalked: (walked: Walked | null, of: Json) => void; close: () => void }) {
  const host = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const told = useRef(onWalked);
  const [failed, setFailed] = useState(false);
  told.current = onWalked;

  useEffect(() => {
    heading.current?.focus();
    void new TrialForm(host.current!, url, draft, (walked, of) => told.current(walked, of)).open().then(ok => setFailed(!ok));
  }, [draft, url]);

  return (
    <>
      <div className="w-panel__head">
        <h2 id="w-trial" className="h5" tabIndex={-1} ref={heading}>{say('Workflow.Try.Title')}</h2>
        <button type="button" className="btn btn-sm btn-outline-secondary" onClick={close}>{say('Workflow.Draw.TryClose')}</button>
      </div>
      {failed && <p className="k-notice k-notice--error">{say('Workflow.Draw.FormFailed')} <a href={url}>{say('Workflow.Try.Title')}</a></p>}
      {isStale && <p className="k-notice k-notice--warn">{say('Workflow.Draw.TryStale')}</p>}
      <div ref={host} className="w-form w-trial" />
    </>
  );
}
