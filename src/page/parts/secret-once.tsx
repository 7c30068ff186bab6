import { useId, useState } from 'preact/hooks';
import { useApp } from '../app-context.js';

/** A secret that no answer will hold again, and a button that copies it. */
export function SecretOnce({
  label,
  secret,
  onClose,
}: {
  label: string;
  secret: string;
  onClose: () => void;
}) {
  const { words } = useApp();
  const [copied, setCopied] = useState(false);
  const field = useId();
  return (
    <div class="notice done">
      <p role="status">{words.secrets.once}</p>
      <label for={field}>{label}</label>
      <div class="row">
        <input
          id={field}
          class="grow secret"
          readOnly
          value={secret}
          onFocus={({ currentTarget }) => currentTarget.select()}
        />
        {/* Browsers let pages copy over HTTPS and on this machine only. */}
        {isSecureContext && (
          <button
            type="button"
            class="primary"
            onClick={() =>
              navigator.clipboard.writeText(secret).then(() => setCopied(true), setCopied.bind(null, false))
            }
          >
            {copied ? words.secrets.copied : words.secrets.copy}
          </button>
        )}
        <button type="button" onClick={onClose}>
          {words.common.close}
        </button>
      </div>
    </div>
  );
}
