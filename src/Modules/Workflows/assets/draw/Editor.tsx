import type { Edge, EdgeChange } from '@xyflow/react';
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { Board } from './Board';
import { isSameFlow, type Json, type Place, stepsOf, titleOf, waysOf } from './definition';
import { Conflict } from './Conflict';
import type { Draft } from './draft';
import { deedOf } from './keys';
import { nearest } from './layout';
import { useLeaving } from './leaving';
import { Palette, seekStep } from './Palette';
import { Panel } from './Panel';
import { edgesOf, type Known, nodesOf } from './picture';
import type { StepForm } from './form';
import type { Activity } from './server';
import type { StepNodeType } from './StepNode';
import { Toolbar } from './Toolbar';
import { Trial } from './Trial';
import { useDeeds } from './useDeeds';
import { useSight } from './useSight';
import type { Walked } from './walked';
import { say } from './words';

/** Where the next step lands: after an outcome, perhaps at a spot of the board. */
export interface Landing {
  source: string;
  outcome: string;
  at?: Place;
}

export function Editor({ draft, activities, stepUrl, tryUrl }: { draft: Draft; activities: Activity[]; stepUrl: string; tryUrl: string }) {
  const view = useSyncExternalStore(draft.subscribe, draft.now);
  const known: Known = useMemo(() => new Map(activities.map(activity => [activity.name, activity])), [activities]);
  const [nodes, setNodes] = useState<StepNodeType[]>([]);
  const [chosenEdges, setChosenEdges] = useState<ReadonlySet<string>>(new Set());
  const [selected, setSelected] = useState<string[]>([]);
  const [shown, setShown] = useState<string | null>(null);
  const [landing, setLanding] = useState<Landing | null>(null);
  const [told, tell] = useState('');
  const [isTrying, setTrying] = useState(false);
  const [tried, setTried] = useState<{ walked: Walked; of: Json } | null>(null);
  const board = useRef<HTMLDivElement>(null);
  const form = useRef<StepForm | null>(null);
  const steps = useMemo(() => stepsOf(view.definition), [view.definition]);
  const named = useMemo(() => steps.map(step => ({ id: step.id, text: titleOf(step, known.get(step.name)) })), [steps, known]);
  const sight = useSight(board, steps);

  const select = useCallback((ids: readonly string[], focus = false) => {
    // The board tells of it too, but later: the next key may come before.
    setSelected([...ids]);
    setNodes(now => now.map(node => ids.includes(node.id) === (node.selected ?? false) ? node : { ...node, selected: ids.includes(node.id) }));
    if (ids.length === 1 && focus) {
      sight.focus(ids[0]!);
    }
  }, [sight]);

  // The board itself has the focus, and no step: it must not be handed on to the one that was chosen before.
  const isResting = useRef(false);
  const rest = useCallback(() => {
    select([]);
    isResting.current = true;
    board.current?.focus();
    isResting.current = false;
  }, [select]);

  const ask = useCallback((next: Landing) => {
    setLanding(next);
    seekStep();
  }, []);
  const onAdd = useCallback((source: string, outcome: string) => ask({ source, outcome }), [ask]);
  const deeds = useDeeds({ draft, known, select, rest, selected, chosenEdges, landing, setLanding, tell, middle: sight.middle, board });

  // A way is marked as long as the flow is the one that was tried.
  const isStale = tried !== null && !isSameFlow(tried.of, view.definition);
  const walked = tried && !isStale ? tried.walked : null;
  const toTry = useCallback((starts: boolean) => {
    setTrying(starts);
    setTried(null);
    rest();
  }, [rest]);

  useEffect(() => setNodes(now => nodesOf(view, known, now, onAdd, walked)), [view.definition, view.outcomes, view.checks, known, onAdd, walked]);
  useEffect(() => { sight.begin(); }, []);

  const edges: Edge[] = useMemo(() => edgesOf(view.definition, chosenEdges, walked), [view.definition, chosenEdges, walked]);
  const changeEdges = useCallback((changes: EdgeChange[]) => setChosenEdges(now => {
    const next = new Set(now);
    changes.forEach(change => { if (change.type === 'select') { next[change.selected ? 'add' : 'delete'](change.id); } });
    return next;
  }), []);

  // What was written in a step's form is saved before another step is shown, and nothing is shown instead of what could not be saved.
  const shownNow = useRef(shown);
  shownNow.current = shown;
  const choose = useCallback(async (ids: string[]) => {
    setSelected(ids);
    const next = ids.length === 1 ? ids[0]! : null;
    if (next === shownNow.current) {
      return;
    }

    const isThere = stepsOf(draft.now().definition).some(step => step.id === shownNow.current);
    if (isThere && form.current?.isTyped && await form.current.send() !== 'saved') {
      tell(say('Workflow.Draw.FormRefused'));
      select([shownNow.current!]);
      return;
    }

    setShown(next);
  }, [draft, select]);
  useLeaving(draft, form);

  const { lead } = deeds;
  const boardDeeds = useMemo(() => ({
    lead,
    moved: deeds.moved,
    dropped: deeds.dropped,
    asked: (source: string, outcome: string, at: Place) => ask({ source, outcome, at }),
    selected: (ids: string[]) => void choose(ids),
    background: rest,
  }), [lead, deeds.moved, deeds.dropped, ask, choose, rest]);

  const current = steps.find(step => step.id === selected[0]) ?? steps.find(step => step.isStart) ?? steps[0];
  const goTo = useCallback((id: string) => select([id], true), [select]);
  const keys = {
    walk: (direction: Place) => {
      const next = current && (selected.length === 0 ? current : nearest(steps, current, direction));
      if (next) {
        goTo(next.id);
      }
    },
    shift: (direction: Place) => { deeds.shift(direction); if (selected.length === 1) { sight.focus(selected[0]!); } },
    first: () => { if (steps[0]) { goTo((steps.find(step => step.isStart) ?? steps[0]).id); } },
    last: () => { if (steps.length > 0) { goTo(steps.at(-1)!.id); } },
    open: () => { document.getElementById('w-panel')?.focus(); },
    addNext: () => {
      const exits = nodes.find(node => node.id === selected[0])?.data.exits.filter(exit => exit.offered) ?? [];
      const exit = exits.find(one => !one.leads) ?? exits[0];
      if (exit) {
        onAdd(selected[0]!, exit.name);
      } else {
        seekStep();
      }
    },
    remove: deeds.remove,
    duplicate: deeds.duplicate,
    all: () => select(steps.map(step => step.id)),
    none: () => { setLanding(null); rest(); },
  };

  function pressed(event: KeyboardEvent) {
    const target = event.target as HTMLElement;
    const isTyping = target.closest('input, textarea, select') !== null;
    const letter = (event.ctrlKey || event.metaKey) && !isTyping ? event.key.toLowerCase() : '';
    const deed = letter === 'y' || (letter === 'z' && event.shiftKey) ? deeds.redo
      : letter === 'z' ? deeds.undo
        : board.current?.contains(target) && !target.closest('button') ? deedOf(event, keys) : undefined;
    if (deed) {
      event.preventDefault();
      deed();
    }
  }

  const step = steps.find(one => one.id === shown);
  const data = nodes.find(node => node.id === shown)?.data;
  const about = step && data
    ? {
      step, data, does: known.get(step.name)?.does ?? '', canStart: known.get(step.name)?.canStart ?? false, url: `${stepUrl}/${encodeURIComponent(step.id)}`,
      ways: Object.fromEntries(waysOf(view.definition).filter(way => way.source === step.id).reverse().map(way => [way.outcome, way.to])),
    }
    : null;
  const landingTitle = landing && named.find(one => one.id === landing.source)?.text;
  const landingText = landing && nodes.find(node => node.id === landing.source)?.data.exits.find(exit => exit.name === landing.outcome)?.text;

  return (
    <div className="w-draw__app" onKeyDown={pressed}>
      <Toolbar view={view} deeds={deeds} goTo={id => { select([id]); sight.show(id); }} fit={() => { tell(sight.begin() ? '' : say('Workflow.Draw.FitStart')); }} selected={selected} steps={named}
        trying={isTrying} toTry={toTry} />
      {view.keeping === 'conflict' && <Conflict draft={draft} tell={tell} />}
      <div className="w-draw__columns">
        <Palette
          activities={activities} place={landingTitle ? say('Workflow.Edit.After', landingTitle, landingText ?? '') : null}
          onChoose={activity => deeds.add(activity)} onNoPlace={() => setLanding(null)}
        />
        <div ref={board} className="w-board" role="group" aria-label={say('Workflow.Draw.Board', steps.length)} tabIndex={selected.length === 0 ? 0 : -1} data-board
          onFocus={event => { if (event.target === board.current && selected.length > 0 && !isResting.current) { sight.focus(selected[0]!); } }}>
          {steps.length === 0 && <div className="w-board__empty"><p className="h5">{say('Workflow.Edit.Empty')}</p><p>{say('Workflow.Draw.EmptyText')}</p></div>}
          <Board nodes={nodes} setNodes={setNodes} edges={edges} setEdges={changeEdges} deeds={boardDeeds} />
        </div>
        <Panel
          about={about} checks={view.checks} steps={named} draft={draft} form={form}
          trial={isTrying && (
            <Trial draft={draft} url={tryUrl} isStale={isStale} close={() => toTry(false)} onWalked={(way, of) => {
              setTried(way && { walked: way, of });
              if (way) {
                tell(say('Workflow.Draw.Tried', Object.keys(way.steps).length));
              }
            }} />
          )}
          deeds={{
            lead, addAfter: onAdd, start: deeds.start, goTo, close: rest,
            formSaved: async () => { await draft.reload(); tell(say('Workflow.Draw.FormSaved')); },
          }}
        />
      </div>
      <p className="visually-hidden" role="status" data-told>{told}</p>
    </div>
  );
}
