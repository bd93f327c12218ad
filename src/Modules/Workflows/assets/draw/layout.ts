import { Graph, layout } from '@dagrejs/dagre';
import { type Json, move, type Place, type Step, stepsOf, waysOf } from './definition';

export const width = 232;
const head = 74;
const row = 32;
const origin = 40;

/** About as tall as it is drawn. */
export const height = (outcomes: number): number => head + (row * Math.max(outcomes, 1));

/** Every step in columns from left to right, as the ways lead. */
export function arrange(of: Json): Json {
  const steps = stepsOf(of);
  const ways = waysOf(of);
  const graph = new Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: 36, ranksep: 72 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const step of steps) {
    graph.setNode(step.id, { width, height: height(ways.filter(way => way.source === step.id).length) });
  }

  for (const way of ways) {
    if (graph.hasNode(way.source) && graph.hasNode(way.to) && way.source !== way.to) {
      graph.setEdge(way.source, way.to);
    }
  }

  layout(graph);
  const places = new Map<string, Place>();
  for (const step of steps) {
    const node = graph.node(step.id) as { x: number; y: number; width: number; height: number };
    places.set(step.id, { x: origin + node.x - (node.width / 2), y: origin + node.y - (node.height / 2) });
  }

  return move(of, places);
}

/** What was made in the list has its steps in one row, or over one another: it is shown in order, and stored so with the first change. */
export function arrangeIfNeeded(of: Json): Json {
  const steps = stepsOf(of);
  const isRow = steps.length > 2 && steps.every(step => step.y === steps[0]?.y);
  return isRow || steps.some((step, at) => steps.slice(0, at).some(other => isOver(step, other))) ? arrange(of) : of;
}

const isOver = (one: Step, other: Step): boolean => Math.abs(one.x - other.x) < width / 2 && Math.abs(one.y - other.y) < head / 2;

/** The nearest step in a direction; what lies straight ahead before what lies aside. */
export function nearest(steps: readonly Step[], from: Step, direction: Place): Step | undefined {
  const ahead = (step: Step): number => ((step.x - from.x) * direction.x) + ((step.y - from.y) * direction.y);
  const aside = (step: Step): number => Math.abs(((step.x - from.x) * direction.y) - ((step.y - from.y) * direction.x));
  const far = (step: Step): number => ahead(step) + (2 * aside(step));
  return steps.filter(step => step.id !== from.id && ahead(step) > 0 && aside(step) <= 3 * ahead(step)).sort((a, b) => far(a) - far(b))[0];
}
