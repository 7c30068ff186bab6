import { useState } from 'preact/hooks';
import { useApp } from '../app-context.js';
import { useAction } from '../use-action.js';
import { Failure, Notice } from './notice.js';
import { nextRun, type SetupState, saveConfig } from './setup-api.js';
import type { SetupProblems } from './setup-check.js';
import { draftOf, hasDevices, type SetupForm } from './setup-form.js';

type Progress = 'restarting' | 'away' | SetupState;

interface SetupSaveProps {
  readonly form: SetupForm;
  readonly file: SetupState['file'];
  readonly problems: SetupProblems;
}

/** Saves, and waits until wattbridge is back. */
export function SetupSave({ form, file, problems }: SetupSaveProps) {
  const { words } = useApp();
  const { setup } = words;
  const action = useAction();
  const [progress, setProgress] = useState<Progress>();
  const save = () =>
    action.run(async () => {
      setProgress(undefined);
      const ended = await saveConfig(draftOf(form));
      setProgress('restarting');
      setProgress((await nextRun(ended)) ?? 'away');
    });
  const wrong = (['port', 'url', 'prefix'] as const).filter((field) => problems[field] !== undefined);
  const isPossible = hasDevices(form) && file.writable && wrong.length === 0;
  return (
    <section class="card" aria-labelledby="setup-save">
      <h2 id="setup-save">{setup.review}</h2>
      <ul>
        {[...form.meters, ...form.chargers]
          .filter(({ host, cloudSerial }) => host.trim() !== '' || cloudSerial !== undefined)
          .map(({ key, kind, host, cloudSerial }) => (
            <li key={key}>
              {setup.find.kinds[kind]} <code>{cloudSerial ?? host.trim()}</code>
            </li>
          ))}
        <li>{form.broker.kind === 'external' ? form.broker.url : setup.embedded}</li>
      </ul>
      <p class="hint">{setup.reviewHelp(file.name)}</p>
      {hasDevices(form) || <p class="hint">{setup.nothing}</p>}
      {wrong.length > 0 && (
        <p class="wrong">{`${setup.wrong} ${wrong.map((field) => setup[field]).join(', ')}`}</p>
      )}
      {file.writable || <Notice kind="problem">{setup.notWritable(file.name)}</Notice>}
      <button type="button" class="primary" disabled={action.busy || !isPossible} onClick={() => void save()}>
        {setup.save}
      </button>
      <Failure failure={action.failure} />
      {progress !== undefined && <SaveProgress progress={progress} />}
    </section>
  );
}

function SaveProgress({ progress }: { progress: Progress }) {
  const { words } = useApp();
  const { setup } = words;
  if (progress === 'restarting') return <Notice kind="info">{setup.restarting}</Notice>;
  if (progress === 'away') return <Notice kind="problem">{setup.away}</Notice>;
  if (progress.problem !== null) {
    return (
      <Notice kind="problem">
        {setup.keptFormer} {progress.problem}
      </Notice>
    );
  }
  return (
    <>
      <Notice kind="done">{setup.back}</Notice>
      <button type="button" class="primary" onClick={showHouse}>
        {setup.toHouse}
      </button>
    </>
  );
}

/** Loaded afresh: nothing of the former house is left. */
function showHouse(): void {
  location.hash = '#now';
  location.reload();
}
