import { useState } from 'preact/hooks';
import { useApp } from '../app-context.js';
import { Failure, Notice } from '../parts/notice.js';
import { loadSetup, type SetupState } from '../parts/setup-api.js';
import { SetupBroker } from '../parts/setup-broker.js';
import { problemsOf } from '../parts/setup-check.js';
import { SetupDevices } from '../parts/setup-devices.js';
import { SetupFind } from '../parts/setup-find.js';
import { formOf, type SetupForm, withFound } from '../parts/setup-form.js';
import { SetupHomeAssistant } from '../parts/setup-homeassistant.js';
import { SetupSave } from '../parts/setup-save.js';
import { useLoaded } from '../use-loaded.js';

/** The first run, and every later change of devices and broker. */
export function SetupView() {
  const { words } = useApp();
  const { value, failure } = useLoaded('setup', loadSetup);
  return (
    <>
      <h1>{words.setup.title}</h1>
      <Failure failure={failure} />
      {value === undefined && failure === undefined && <p class="hint">{words.common.loading}</p>}
      {value === null && <Notice kind="info">{words.setup.impossible}</Notice>}
      {value && <Steps state={value} />}
    </>
  );
}

function Steps({ state }: { state: SetupState }) {
  const { words } = useApp();
  const [form, setForm] = useState(() => formOf(state));
  const change = (changed: Partial<SetupForm>): void => setForm((before) => ({ ...before, ...changed }));
  const problems = problemsOf(form, words.setup);
  const hosts = new Set([...form.meters, ...form.chargers].map(({ host }) => host.trim()));
  return (
    <>
      <p>{words.setup.help}</p>
      {state.problem !== null && (
        <Notice kind="problem">
          {words.setup.keptFormer} {state.problem}
        </Notice>
      )}
      <SetupFind
        hosts={hosts}
        onTake={(device) => {
          const list = device.kind === 'poweropti' ? 'meters' : 'chargers';
          change({ [list]: withFound(form[list], device) });
        }}
      />
      <SetupDevices kind="poweropti" entries={form.meters} onChange={(meters) => change({ meters })} />
      <SetupDevices kind="goe" entries={form.chargers} onChange={(chargers) => change({ chargers })} />
      <SetupBroker broker={form.broker} problems={problems} onChange={(broker) => change({ broker })} />
      <SetupHomeAssistant
        form={form}
        embedded={state.broker.embedded}
        problem={problems.prefix}
        onChange={change}
      />
      <SetupSave form={form} file={state.file} problems={problems} />
    </>
  );
}
