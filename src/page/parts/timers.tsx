import { useApp } from '../app-context.js';
import { remaining } from '../units.js';
import { useNow } from '../use-now.js';

/** What the controller waits for, counting down. `timers`: name → ISO time. */
export function Timers({ timers }: { timers: unknown }) {
  const { words } = useApp();
  const running = Object.entries(typeof timers === 'object' && timers !== null ? timers : {});
  const nowMs = useNow(running.length > 0);
  if (running.length === 0) return null;
  return (
    <dl class="facts">
      {running.map(([name, until]) => [
        <dt key={name}>{words.timers[name] ?? name.replaceAll('_', ' ')}</dt>,
        <dd key={`${name}-time`} class="figure">
          {remaining((Date.parse(String(until)) - nowMs) / 1000)}
        </dd>,
      ])}
    </dl>
  );
}
