import type { Edge } from '@xyflow/react';
import { type Json, type Step, stepsOf, titleOf, waysOf } from './definition';
import type { View } from './draft';
import type { Activity, Outcome } from './server';
import type { StepData, StepNodeType } from './StepNode';
import type { Walked } from './walked';
import { say } from './words';

export type Known = ReadonlyMap<string, Activity>;

/** What a step has on offer until the server has said so itself. */
function guess(step: Step, activity: Activity | undefined): Outcome[] {
  const own = activity?.fields.find(field => field.kind === 'outcomes');
  const written = own && step.properties[own.name];
  return Array.isArray(written) ? written.map(one => ({ name: String(one), text: activity?.outcomes.find(o => o.name === one)?.text ?? String(one) })) : activity?.outcomes ?? [];
}

/** The definition as nodes; one that looks as it did is the same object, so that it is not drawn again. */
export function nodesOf(view: View, known: Known, before: readonly StepNodeType[], onAdd: StepData['onAdd'], walked: Walked | null): StepNodeType[] {
  const steps = [...new Map(stepsOf(view.definition).map(step => [step.id, step])).values()];
  const titles = new Map(steps.map(step => [step.id, titleOf(step, known.get(step.name))]));
  const old = new Map(before.map(node => [node.id, node]));
  const ways = new Map<string, string>();
  const written = new Map<string, string[]>();
  for (const way of waysOf(view.definition)) {
    if (!ways.has(`${way.source}|${way.outcome}`)) {
      ways.set(`${way.source}|${way.outcome}`, way.to);
      written.set(way.source, [...written.get(way.source) ?? [], way.outcome]);
    }
  }

  return steps.map(step => {
    const activity = known.get(step.name);
    const offered = view.outcomes[step.id] ?? guess(step, activity);
    const gone = (written.get(step.id) ?? []).filter(outcome => offered.every(o => o.name !== outcome)).map(name => ({ name, text: name }));
    const exits = [...offered, ...gone].map(exit => ({ ...exit, leads: ways.has(`${step.id}|${exit.name}`), offered: !activity || !gone.includes(exit) }));
    const mine = view.checks.filter(check => check.step === step.id);
    const [errors, warnings] = [mine.filter(check => check.error).length, mine.filter(check => !check.error).length];
    const title = titles.get(step.id)!;
    const leads = exits.map(exit => {
      const to = ways.get(`${step.id}|${exit.name}`);
      return to === undefined ? say('Workflow.StepEnds', exit.text) : say('Workflow.Draw.Leads', exit.text, titles.get(to) ?? to);
    });
    const data: StepData = {
      title,
      activity: activity?.title ?? step.name,
      group: activity?.group ?? 'Other',
      isStart: step.isStart,
      isForeign: !activity,
      errors,
      warnings,
      walked: walked?.steps[step.id] ?? null,
      spoken: [
        say('Workflow.Draw.Step', title), activity?.title !== title && activity?.title, step.isStart && say('Workflow.StepStart'), walked?.steps[step.id],
        errors > 0 && say('Workflow.Draw.MarkErrors', errors), warnings > 0 && say('Workflow.Draw.MarkWarnings', warnings), ...leads,
      ].filter(Boolean).join('. '),
      exits,
      onAdd,
    };
    const was = old.get(step.id);
    const isSame = was !== undefined && JSON.stringify(was.data) === JSON.stringify(data);
    if (was && isSame && was.position.x === step.x && was.position.y === step.y) {
      return was;
    }

    return { ...was, id: step.id, type: 'step', position: { x: step.x, y: step.y }, data: was && isSame ? was.data : data };
  });
}

export function edgesOf(definition: Json, selected: ReadonlySet<string>, walked: Walked | null): Edge[] {
  const ids = new Set(stepsOf(definition).map(step => step.id));
  const drawn = new Map<string, Edge>();
  for (const { source, outcome, to } of waysOf(definition)) {
    const id = `${source}|${outcome}`;
    if (ids.has(source) && ids.has(to) && !drawn.has(id)) {
      drawn.set(id, { id, source, sourceHandle: outcome, target: to, selected: selected.has(id), reconnectable: true, className: walked?.ways.includes(id) ? 'w-way-walked' : undefined });
    }
  }

  return [...drawn.values()];
}
