import { rename } from './definition';
import type { Draft } from './draft';
import { writeExact } from './exact';
import { say } from './words';

/** Somebody else was first. What was drawn here is not lost either way: undo brings it back, or it becomes a workflow of its own. */
export function Conflict({ draft, tell }: { draft: Draft; tell: (words: string) => void }) {
  function keep(): void {
    const form = document.querySelector<HTMLFormElement>('form[data-keep-copy]');
    const text = form?.querySelector<HTMLTextAreaElement>('textarea');
    if (form && text) {
      text.value = writeExact(rename(draft.now().definition, name => say('Workflow.New.CopyOf', name)));
      draft.letGo();
      form.submit();
    }
  }

  return (
    <div className="k-notice k-notice--warn w-conflict" role="alert">
      <p className="k-notice__title">{say('Workflow.Draw.Conflict')}</p>
      <p>{say('Workflow.Draw.ConflictText')}</p>
      <div className="w-conflict__deeds">
        <button type="button" className="btn btn-primary" onClick={() => void draft.reload().then(() => tell(say('Workflow.Draw.TheirsRead')))}>{say('Workflow.Draw.TakeTheirs')}</button>
        <button type="button" className="btn btn-outline-primary" onClick={keep}>{say('Workflow.Draw.KeepCopy')}</button>
      </div>
    </div>
  );
}
