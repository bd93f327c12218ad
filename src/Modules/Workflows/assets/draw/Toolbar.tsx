import { useReactFlow } from '@xyflow/react';
import { Icon } from './icons';
import type { View } from './draft';
import type { Deeds } from './useDeeds';
import { say } from './words';

/** What can be done, each also by a key where one is wont to. */
export function Toolbar({ view, deeds, goTo, fit, selected, steps, trying, toTry }: {
  view: View; deeds: Deeds; goTo: (step: string) => void; fit: () => void; selected: readonly string[]; steps: { id: string; text: string }[];
  trying: boolean; toTry: (starts: boolean) => void;
}) {
  const { zoomIn, zoomOut } = useReactFlow();
  const tool = (icon: string, words: string, deed: () => void, can = true) => (
    <button type="button" className="w-tool" title={words} aria-label={words} aria-disabled={!can} onClick={() => { if (can) { deed(); } }}><Icon name={icon} /></button>
  );
  return (
    <div className="w-tools" role="group" aria-label={say('Workflow.Draw.Tools')}>
      <span className="w-tools__group">
        {tool('undo', say('Workflow.Draw.Undo'), deeds.undo, view.canUndo)}
        {tool('redo', say('Workflow.Draw.Redo'), deeds.redo, view.canRedo)}
      </span>
      <span className="w-tools__group">
        {tool('copy', say('Workflow.Draw.Copy'), deeds.copy, selected.length > 0)}
        {tool('paste', say('Workflow.Draw.Paste'), deeds.paste)}
        {tool('duplicate', say('Workflow.Draw.Duplicate'), deeds.duplicate, selected.length > 0)}
        {tool('remove', say('Workflow.Draw.Remove'), deeds.remove, selected.length > 0)}
      </span>
      <span className="w-tools__group">
        {tool('row', say('Workflow.Draw.AlignRow'), deeds.alignRow, selected.length > 1)}
        {tool('column', say('Workflow.Draw.AlignColumn'), deeds.alignColumn, selected.length > 1)}
        {tool('arrange', say('Workflow.Draw.Arrange'), deeds.arrange, steps.length > 1)}
      </span>
      <span className="w-tools__group">
        {tool('zoom-out', say('Workflow.Draw.ZoomOut'), () => void zoomOut())}
        {tool('zoom-in', say('Workflow.Draw.ZoomIn'), () => void zoomIn())}
        {tool('fit', say('Workflow.Draw.Fit'), fit)}
      </span>
      <select className="form-select form-select-sm w-tools__go" aria-label={say('Workflow.Draw.GoTo')} value={selected.length === 1 ? selected[0] : ''} onChange={event => goTo(event.target.value)}>
        <option value="" disabled>{say('Workflow.Draw.GoTo')}</option>
        {steps.map(step => <option key={step.id} value={step.id}>{step.text}</option>)}
      </select>
      <button type="button" className={`btn btn-sm btn-outline-primary${trying ? ' active' : ''}`} aria-pressed={trying} onClick={() => toTry(!trying)}>{say('Workflow.Draw.Try')}</button>
      <Kept view={view} />
    </div>
  );
}

function Kept({ view }: { view: View }) {
  const time = (at: Date): string => at.toLocaleTimeString(document.documentElement.lang || 'sv', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Stockholm' });
  const words = {
    saved: view.savedAt ? say('Workflow.Draw.Saved', time(view.savedAt).replace(':', say('Workflow.Draw.TimeMark'))) : '',
    waiting: say('Workflow.Draw.Saving'),
    saving: say('Workflow.Draw.Saving'),
    failed: view.why || say('Workflow.Draw.Failed'),
    conflict: say('Workflow.Draw.ConflictShort'),
  }[view.keeping];

  // That it is being saved is not read aloud: only that it is, or could not be.
  const isOver = view.keeping !== 'waiting' && view.keeping !== 'saving';
  return (
    <p className={`w-kept w-kept--${view.keeping}`} data-keeping={view.keeping}>
      <span role="status">{isOver && words}</span>
      <span aria-hidden="true">{!isOver && words}</span>
    </p>
  );
}
