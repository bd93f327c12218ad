import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import type { Step } from './definition';
import type { Draft } from './draft';
import { StepForm } from './form';
import type { Check } from './server';
import type { StepData } from './StepNode';
import { say } from './words';

export interface PanelDeeds {
  lead: (source: string, outcome: string, to: string | null) => void;
  addAfter: (source: string, outcome: string) => void;
  start: (id: string, starts: boolean) => void;
  goTo: (id: string) => void;
  close: () => void;
  formSaved: () => Promise<void>;
}

interface About {
  step: Step;
  data: StepData;
  does: string;
  canStart: boolean;
  ways: Record<string, string>;
  url: string;
}

/** Beside the board: the chosen step with its form, else the trial, else what there is to see to. */
export function Panel({ about, checks, steps, draft, form, deeds, trial }: {
  about: About | null; checks: Check[]; steps: { id: string; text: string }[]; draft: Draft; form: RefObject<StepForm | null>; deeds: PanelDeeds; trial: ReactNode;
}) {
  return (
    <section className="w-panel" aria-labelledby={about || !trial ? 'w-panel' : 'w-trial'} data-panel>
      {trial && <div hidden={about !== null}>{trial}</div>}
      {about
        ? (
          <>
            <div className="w-panel__head">
              <h2 id="w-panel" className="h5" tabIndex={-1}>{about.data.title}</h2>
              <button type="button" className="btn btn-sm btn-outline-secondary" onClick={deeds.close}>{say('Workflow.Draw.Close')}</button>
            </div>
            <p className="w-quiet">{about.does || about.data.activity}</p>
            <Findings checks={checks.filter(check => check.step === about.step.id)} />
            <Ways about={about} steps={steps} deeds={deeds} />
            {(about.canStart || about.step.isStart) && (
              <p>
                <button type="button" className="btn btn-sm btn-outline-secondary" onClick={() => deeds.start(about.step.id, !about.step.isStart)}>
                  {say(about.step.isStart ? 'Workflow.Edit.StartNot' : 'Workflow.Edit.StartHere')}
                </button>
              </p>
            )}
            <Form key={about.step.id} about={about} draft={draft} form={form} onSaved={deeds.formSaved} />
          </>
        )
        : !trial && (
          <>
            <h2 id="w-panel" className="h5" tabIndex={-1}>{say('Workflow.Draw.Checks')}</h2>
            {checks.length === 0 && <p className="w-quiet">{say('Workflow.Draw.ChecksNone')}</p>}
            <Findings checks={checks} goTo={deeds.goTo} />
            <details className="w-keys">
              <summary>{say('Workflow.Draw.Keys')}</summary>
              <dl>
                {['Arrows', 'Tab', 'Enter', 'Plus', 'Move', 'Delete', 'Undo', 'Clip', 'Several', 'Escape'].map(key => (
                  <div key={key}><dt>{say(`Workflow.Draw.Key.${key}`)}</dt><dd>{say(`Workflow.Draw.KeyDoes.${key}`)}</dd></div>
                ))}
              </dl>
            </details>
          </>
        )}
    </section>
  );
}

function Findings({ checks, goTo }: { checks: Check[]; goTo?: (id: string) => void }) {
  return [true, false].map(error => {
    const some = checks.filter(check => check.error === error);
    return some.length > 0 && (
      <div key={String(error)} className={`k-notice k-notice--${error ? 'error' : 'warn'} w-findings`}>
        <h3 className="k-notice__title h6">{say(error ? 'Workflow.FindingErrors' : 'Workflow.FindingWarnings', some.length)}</h3>
        <ul>
          {some.map((check, at) => (
            <li key={at}>
              {check.text} {goTo && check.step && <button type="button" className="btn btn-link p-0 align-baseline" onClick={() => goTo(check.step!)}>{say('Workflow.FindingGo')}</button>}
            </li>
          ))}
        </ul>
      </div>
    );
  });
}

function Ways({ about, steps, deeds }: { about: About; steps: { id: string; text: string }[]; deeds: PanelDeeds }) {
  const { step, data, ways } = about;
  return data.exits.length > 0 && (
    <fieldset className="w-ways">
      <legend className="h6">{say('Workflow.Edit.Ways')}</legend>
      {data.exits.map((exit, at) => (
        <div key={exit.name} className="w-way">
          <label className="form-label" htmlFor={`w-way-${at}`}>{say('Workflow.Edit.WayFrom', exit.text)}</label>
          <div className="w-way__row">
            <select id={`w-way-${at}`} className="form-select form-select-sm" value={ways[exit.name] ?? ''} onChange={event => deeds.lead(step.id, exit.name, event.target.value || null)}>
              <option value="">{say('Workflow.Edit.WayNowhere')}</option>
              {steps.map(other => <option key={other.id} value={other.id}>{other.text}</option>)}
            </select>
            {exit.offered && (
              <button type="button" className="btn btn-sm btn-outline-primary" onClick={() => deeds.addAfter(step.id, exit.name)}>
                {say('Workflow.Draw.NewStep')}<span className="visually-hidden"> {say('Workflow.Edit.After', data.title, exit.text)}</span>
              </button>
            )}
          </div>
        </div>
      ))}
    </fieldset>
  );
}

function Form({ about, draft, form, onSaved }: { about: About; draft: Draft; form: RefObject<StepForm | null>; onSaved: () => Promise<void> }) {
  const host = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState(false);
  const saved = useRef(onSaved);
  saved.current = onSaved;

  useEffect(() => {
    form.current = new StepForm(host.current!, about.url, draft, () => saved.current());
    return () => { form.current = null; };
  }, [about.url, draft, form]);

  // Again when something else than the form has changed what the step holds; not while somebody writes in it.
  useEffect(() => {
    let gone = false;
    const soon = setTimeout(() => {
      if (form.current && !form.current.isTyped) {
        void form.current.open().then(ok => { if (!gone) { setFailed(!ok); } });
      }
    }, 120);
    return () => {
      gone = true;
      clearTimeout(soon);
    };
  }, [about.step.properties, about.url, form]);

  return (
    <>
      {failed && <p className="k-notice k-notice--error">{say('Workflow.Draw.FormFailed')} <a href={about.url}>{say('Workflow.Draw.FormOwn')}</a></p>}
      <div ref={host} className="w-form" />
    </>
  );
}
