import '@xyflow/react/dist/base.css';
import './main.scss';
import { mount } from './draw/mount';

// The drawing board. All that it does can be done in the list view, which needs no script.
document.querySelectorAll<HTMLElement>('[data-draw]').forEach(host => void mount(host));
