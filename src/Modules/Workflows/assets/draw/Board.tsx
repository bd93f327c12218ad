import {
  applyNodeChanges, Background, ConnectionLineType, type Connection, type Edge, type EdgeChange, MarkerType, MiniMap, type NodeChange, type OnConnectEnd, ReactFlow, SelectionMode, useReactFlow,
} from '@xyflow/react';
import { type Dispatch, type DragEvent, memo, type SetStateAction, useCallback } from 'react';
import type { Place } from './definition';
import { dragged } from './Palette';
import { StepNode, type StepNodeType } from './StepNode';
import { say } from './words';

const types = { step: StepNode };
const marker = { type: MarkerType.ArrowClosed, width: 30, height: 30, markerUnits: 'userSpaceOnUse' };
const options = { type: 'default', markerEnd: marker, interactionWidth: 24 } as const;
const miniature = { width: 150, height: 100 };
const grid: [number, number] = [10, 10];

export interface BoardDeeds {
  lead: (source: string, outcome: string, to: string | null) => void;
  moved: (places: Map<string, Place>) => void;
  dropped: (activity: string, at: Place) => void;
  /** A way was drawn to an empty spot. */
  asked: (source: string, outcome: string, at: Place) => void;
  selected: (ids: string[]) => void;
  background: () => void;
}

/** The drawing itself. Focus and keys are the editor's; only what is seen is rendered. */
export const Board = memo(function Board({ nodes, setNodes, edges, setEdges, deeds }: {
  nodes: StepNodeType[]; setNodes: Dispatch<SetStateAction<StepNodeType[]>>; edges: Edge[]; setEdges: (changes: EdgeChange[]) => void; deeds: BoardDeeds;
}) {
  const { screenToFlowPosition } = useReactFlow();

  const changed = useCallback((changes: NodeChange<StepNodeType>[]) => {
    setNodes(now => applyNodeChanges(changes, now));
  }, [setNodes]);

  const connected = useCallback(({ source, sourceHandle, target }: Connection) => {
    if (sourceHandle) {
      deeds.lead(source, sourceHandle, target);
    }
  }, [deeds]);

  const ended: OnConnectEnd = useCallback((event, state) => {
    const point = 'changedTouches' in event ? event.changedTouches[0] : event;
    if (!point || !state.fromHandle?.id || state.fromHandle.type !== 'source' || state.toNode) {
      return;
    }

    const onto = document.elementsFromPoint(point.clientX, point.clientY).map(element => element.closest<HTMLElement>('[data-step]')).find(step => step)?.dataset.step;
    if (onto) {
      deeds.lead(state.fromHandle.nodeId, state.fromHandle.id, onto);
    } else {
      deeds.asked(state.fromHandle.nodeId, state.fromHandle.id, screenToFlowPosition({ x: point.clientX, y: point.clientY }));
    }
  }, [deeds, screenToFlowPosition]);

  const dropped = useCallback((event: DragEvent) => {
    const activity = event.dataTransfer.getData(dragged);
    if (activity) {
      event.preventDefault();
      deeds.dropped(activity, screenToFlowPosition({ x: event.clientX, y: event.clientY }));
    }
  }, [deeds, screenToFlowPosition]);

  return (
    <ReactFlow<StepNodeType>
      nodes={nodes} edges={edges} nodeTypes={types} defaultEdgeOptions={options} connectionLineType={ConnectionLineType.Bezier}
      onNodesChange={changed} onEdgesChange={setEdges} onConnect={connected} onConnectEnd={ended}
      onReconnect={(old, now) => {
        if (old.source !== now.source || old.sourceHandle !== now.sourceHandle) {
          deeds.lead(old.source, old.sourceHandle!, null);
        }

        connected(now);
      }}
      onNodeDragStop={(_, __, all) => deeds.moved(new Map(all.map(node => [node.id, node.position])))}
      onSelectionDragStop={(_, all) => deeds.moved(new Map(all.map(node => [node.id, node.position])))}
      onSelectionChange={useCallback(({ nodes: some }: { nodes: StepNodeType[] }) => deeds.selected(some.map(node => node.id)), [deeds])}
      onPaneClick={deeds.background} onDrop={dropped} onDragOver={event => { if (event.dataTransfer.types.includes(dragged)) { event.preventDefault(); } }}
      onlyRenderVisibleElements nodesFocusable={false} edgesFocusable={false} disableKeyboardA11y deleteKeyCode={null} selectionKeyCode="Shift" multiSelectionKeyCode={['Control', 'Meta']}
      selectionMode={SelectionMode.Partial} snapToGrid snapGrid={grid} minZoom={0.08} maxZoom={1.6} connectionRadius={40} nodeDragThreshold={3} zoomOnDoubleClick={false}
      preventScrolling={false} zoomOnScroll={false} panOnScroll={false} attributionPosition="bottom-left"
    >
      <Background gap={20} size={1.5} />
      <MiniMap<StepNodeType> style={miniature} pannable zoomable ariaLabel={say('Workflow.Draw.Minimap')} nodeClassName={node => `w-mini--${node.data.group}${node.data.errors > 0 ? ' w-mini--error' : ''}`} nodeBorderRadius={8} />
    </ReactFlow>
  );
});
