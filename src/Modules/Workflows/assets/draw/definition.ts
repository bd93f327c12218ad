import { numberOf, readExact, writeExact } from './exact';
import { say } from './words';

/** Orchard's JSON. What nobody here knows stays where and as it was; names of members are found ignoring case. Never changed in place: each change gives a new one. */
export interface Json { [name: string]: unknown }

export interface Step {
  id: string;
  name: string;
  title: string;
  isStart: boolean;
  x: number;
  y: number;
  properties: Json;
}

export interface Way {
  source: string;
  outcome: string;
  to: string;
}

export interface Place {
  x: number;
  y: number;
}

/** Steps on the clipboard, with the ways between them. */
export interface Clip {
  steps: Json[];
  ways: Json[];
}

const letters = '0123456789abcdefghjkmnpqrstvwxyz';
const read = new WeakMap<Json, Step>();

function keyOf(of: Json, name: string): string {
  return name in of ? name : Object.keys(of).find(key => key.toLowerCase() === name.toLowerCase()) ?? name;
}

const member = (of: Json, name: string): unknown => of[keyOf(of, name)];
const text = (of: Json, name: string): string => String(member(of, name) ?? '');
const number = (of: Json, name: string): number => numberOf(member(of, name));
const list = (of: Json, name: string): Json[] => Array.isArray(member(of, name)) ? member(of, name) as Json[] : [];
const object = (of: Json, name: string): Json => (member(of, name) ?? {}) as Json;
const put = (of: Json, values: Json): Json => Object.entries(values).reduce((to, [name, value]) => ({ ...to, [keyOf(to, name)]: value }), of);

const rawSteps = (of: Json): Json[] => list(of, 'Activities');
const rawWays = (of: Json): Json[] => list(of, 'Transitions');

/** The same step is the same object until it is changed. */
export function stepOf(raw: Json): Step {
  const known = read.get(raw);
  if (known) {
    return known;
  }

  const properties = object(raw, 'Properties');
  const step = {
    id: text(raw, 'ActivityId'),
    name: text(raw, 'Name'),
    title: text(object(properties, 'ActivityMetadata'), 'Title').trim(),
    isStart: member(raw, 'IsStart') === true,
    x: number(raw, 'X'),
    y: number(raw, 'Y'),
    properties,
  };
  read.set(raw, step);
  return step;
}

export const stepsOf = (of: Json): Step[] => rawSteps(of).map(stepOf);

export const waysOf = (of: Json): Way[] => rawWays(of).map(way => ({
  source: text(way, 'SourceActivityId'), outcome: text(way, 'SourceOutcomeName'), to: text(way, 'DestinationActivityId'),
}));

/** Two drawings of one flow: nothing but places differ. */
export function isSameFlow(one: Json, other: Json): boolean {
  const [some, others, ways, otherWays] = [stepsOf(one), stepsOf(other), rawWays(one), rawWays(other)];
  return (ways === otherWays || ways.length + otherWays.length === 0) && some.length === others.length
    && some.every((step, at) => step.id === others[at]!.id && step.properties === others[at]!.properties && step.isStart === others[at]!.isStart);
}

/** An id as Orchard makes them: 26 characters that begin with a 4. */
export function newId(): string {
  return `4${[...crypto.getRandomValues(new Uint8Array(25))].map(byte => letters[byte % letters.length]).join('')}`;
}

/** A new step. By an outcome of another one, what that outcome led to before, the new step's first outcome leads to then. */
export function add(of: Json, step: { id: string; name: string; properties: Json; isStart: boolean; at: Place; first?: string }, after?: { source: string; outcome: string }): Json {
  const led = after && waysOf(of).find(way => way.source === after.source && way.outcome === after.outcome)?.to;
  let next = put(of, {
    Activities: [...rawSteps(of), { ActivityId: step.id, Name: step.name, X: Math.round(step.at.x), Y: Math.round(step.at.y), IsStart: step.isStart, Properties: step.properties }],
  });
  if (after) {
    next = lead(next, after.source, after.outcome, step.id);
  }

  return led && step.first ? lead(next, step.id, step.first, led) : next;
}

/** Without some steps. Where one had a single way on, those that led to it lead there; else they lead nowhere. */
export function remove(of: Json, ids: readonly string[]): Json {
  return ids.reduce((next, id) => {
    const onward = [...new Set(waysOf(next).filter(way => way.source === id).map(way => way.to))];
    const only = onward.length === 1 && onward[0] !== id ? onward[0] : undefined;
    const ways = rawWays(next).filter(way => text(way, 'SourceActivityId') !== id)
      .flatMap(way => text(way, 'DestinationActivityId') !== id ? [way] : only ? [put(way, { DestinationActivityId: only })] : []);
    return put(next, { Activities: rawSteps(next).filter(raw => stepOf(raw).id !== id), Transitions: ways });
  }, of);
}

/** An outcome leads to a step from now on, or nowhere for null. Orchard follows only the first way of an outcome, so one is left. */
export function lead(of: Json, source: string, outcome: string, to: string | null): Json {
  const isIt = (way: Json): boolean => text(way, 'SourceActivityId') === source && text(way, 'SourceOutcomeName') === outcome;
  const first = rawWays(of).find(isIt);
  const ways = rawWays(of).flatMap(way => !isIt(way) ? [way] : to !== null && way === first ? [put(way, { DestinationActivityId: to })] : []);
  if (to !== null && !first) {
    ways.push({ Id: 0, SourceActivityId: source, SourceOutcomeName: outcome, DestinationActivityId: to });
  }

  return put(of, { Transitions: ways });
}

export function start(of: Json, id: string, starts: boolean): Json {
  return put(of, { Activities: rawSteps(of).map(raw => stepOf(raw).id === id ? put(raw, { IsStart: starts }) : raw) });
}

/** Whole pixels; the same definition when nothing moves. */
export function move(of: Json, places: ReadonlyMap<string, Place>): Json {
  let moved = false;
  const steps = rawSteps(of).map(raw => {
    const step = stepOf(raw);
    const place = places.get(step.id);
    const [x, y] = [Math.round(place?.x ?? step.x), Math.round(place?.y ?? step.y)];
    moved ||= x !== step.x || y !== step.y;
    return x === step.x && y === step.y ? raw : put(raw, { X: x, Y: y });
  });
  return moved ? put(of, { Activities: steps }) : of;
}

export function copy(of: Json, ids: readonly string[]): Clip {
  return {
    steps: rawSteps(of).filter(raw => ids.includes(stepOf(raw).id)),
    ways: rawWays(of).filter(way => ids.includes(text(way, 'SourceActivityId')) && ids.includes(text(way, 'DestinationActivityId'))),
  };
}

/** Puts copies in, under ids of their own, none of them a start. */
export function paste(of: Json, clip: Clip, by: Place, titleOf?: (step: Step) => string): { next: Json; ids: string[] } {
  const ids = new Map(clip.steps.map(raw => [stepOf(raw).id, newId()]));
  const steps = clip.steps.map(raw => {
    const step = stepOf(raw);
    const placed = put(raw, { ActivityId: ids.get(step.id), IsStart: false, X: step.x + by.x, Y: step.y + by.y });
    return titleOf ? put(placed, { Properties: put(step.properties, { ActivityMetadata: put(object(step.properties, 'ActivityMetadata'), { Title: titleOf(step) }) }) }) : placed;
  });
  const ways = clip.ways.map(way => put(way, { SourceActivityId: ids.get(text(way, 'SourceActivityId')), DestinationActivityId: ids.get(text(way, 'DestinationActivityId')) }));
  return { next: put(of, { Activities: [...rawSteps(of), ...steps], Transitions: [...rawWays(of), ...ways] }), ids: [...ids.values()] };
}

/** Null for anything but steps that were copied here; what they hold is looked at by the server. */
export function readClip(written: string): Clip | null {
  try {
    const told = readExact(written) as { workflowSteps?: unknown; ways?: unknown };
    const isObject = (one: unknown): one is Json => typeof one === 'object' && one !== null && !Array.isArray(one);
    return Array.isArray(told.workflowSteps) && Array.isArray(told.ways) && told.workflowSteps.length > 0 && [...told.workflowSteps, ...told.ways].every(isObject)
      ? { steps: told.workflowSteps, ways: told.ways }
      : null;
  } catch {
    return null;
  }
}

export const writeClip = (clip: Clip): string => writeExact({ workflowSteps: clip.steps, ways: clip.ways });

export const rename = (of: Json, name: (old: string) => string): Json => put(of, { Name: name(text(of, 'Name')) });

/** The step by its caption, or by what it does. */
export const titleOf = (step: Step, activity?: { title: string }): string => step.title || activity?.title || step.name || say('Workflow.Draw.Nameless');
