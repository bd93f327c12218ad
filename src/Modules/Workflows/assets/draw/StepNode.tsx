import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import { Icon } from './icons';
import type { Outcome } from './server';
import { say } from './words';

export interface StepData extends Record<string, unknown> {
  title: string;
  activity: string;
  group: string;
  isStart: boolean;
  isForeign: boolean;
  errors: number;
  warnings: number;
  /** What a trial did here, in words. */
  walked: string | null;
  /** Said by a screen reader: what it is, what is wrong, where it leads. */
  spoken: string;
  exits: (Outcome & { leads: boolean; offered: boolean })[];
  onAdd: (source: string, outcome: string) => void;
}

export type StepNodeType = Node<StepData, 'step'>;

/** A step on the board: what it is, and a way out for each of its outcomes. By keyboard all of it is done from the panel, so what is in it takes no focus of its own. */
export const StepNode = memo(function StepNode({ id, data }: NodeProps<StepNodeType>) {
  return (
    <div className={`w-step w-step--${data.group}${data.isForeign ? ' w-step--foreign' : ''}${data.walked ? ' w-step--walked' : ''}`} id={`steg-${id}`} data-step={id} role="group" tabIndex={-1} aria-label={data.spoken}>
      <Handle className="w-step__in" type="target" position={Position.Left} />
      <div className="w-step__head">
        <span className="w-step__icon"><Icon name={data.group} /></span>
        <span className="w-step__words">
          <strong className="w-step__title">{data.title}</strong>
          {data.activity !== data.title && <span className="w-step__activity">{data.activity}</span>}
        </span>
      </div>
      {(data.isStart || data.errors > 0 || data.warnings > 0 || data.walked) && (
        <div className="w-step__marks">
          {data.isStart && <span className="w-mark">{say('Workflow.StepStart')}</span>}
          {data.walked && <span className="w-mark w-mark--walked">{data.walked}</span>}
          {data.errors > 0 && <span className="w-mark w-mark--error">{say('Workflow.Draw.MarkErrors', data.errors)}</span>}
          {data.warnings > 0 && <span className="w-mark w-mark--warn">{say('Workflow.Draw.MarkWarnings', data.warnings)}</span>}
        </div>
      )}
      <div className="w-step__exits">
        {data.exits.map(exit => (
          <div key={exit.name} className={`w-exit${exit.offered ? '' : ' w-exit--gone'}`}>
            <span className="w-exit__text">{exit.text}</span>
            {!exit.leads && (
              <button type="button" className="w-exit__add nodrag" tabIndex={-1} title={say('Workflow.Edit.AddHere')} aria-label={`${say('Workflow.Edit.AddHere')}. ${say('Workflow.Edit.After', data.title, exit.text)}`} data-add={exit.name} onClick={event => { event.stopPropagation(); data.onAdd(id, exit.name); }}>
                <Icon name="plus" />
              </button>
            )}
            <Handle className="w-exit__out" type="source" position={Position.Right} id={exit.name} />
          </div>
        ))}
      </div>
    </div>
  );
});
