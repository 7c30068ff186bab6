/** The parts of docs/configuration.md that no schema can hold. */

export const REFERENCE_INTRODUCTION = `# Configuration

wattbridge reads one YAML file, \`wattbridge.yaml\` in the current folder unless \`--config\` or the environment variable
\`WATTBRIDGE_CONFIG\` names another. This is all it takes:

\`\`\`yaml
meters:
  - host: 192.168.1.50
    api_key: 1097bd725557
chargers:
  - host: 192.168.1.60
\`\`\`

[wattbridge.example.yaml](../wattbridge.example.yaml) holds every field with its default and what it is.
This page is generated from the same source, so the two and the program agree.`;

export const REFERENCE_RULES = `## How values are read

- The file is YAML 1.2. Indent with blanks, not with tabs.
- A field with nothing behind it counts as left out, and so does \`null\` where the field does not take it.
- Where a field takes text, an unquoted word is taken as it is written: \`password: 0123\` keeps its zero and
  \`api_key: 1097e5725557\` is not a number. A text that begins with one of \`* & ! @ % > | { [\` or a quote, or that holds
  \`: \` or \` #\`, needs quotes.
- A field that wattbridge does not know is an error, because it is most often a slip of the pen.
- All problems are reported at once, each with its line and what would be right. Values are never repeated, so that
  the report can be shown to others.

\`\`\`text
wattbridge.yaml:3:5: meters[0].apikey is not known; did you mean api_key?
wattbridge.yaml:4:5: meters[0].interval_s is too small
  expected: a number from 1 to 60 (s)
\`\`\`

## References

Secrets need not be in the file. In every value, quoted or not (within \`{ }\` and \`[ ]\` with quotes):

| written | becomes |
|---|---|
| \`\${NAME}\` | the environment variable; an error when it is not set |
| \`\${NAME:-default}\` | the environment variable, or \`default\` when it is not set or empty |
| \`\${file:/run/secrets/name}\` | the content of the file without its last line break |
| \`$\${\` | a plain \`\${\` |

\`\`\`yaml
meters:
  - host: \${METER_HOST:-192.168.1.50}
    api_key: \${file:/run/secrets/poweropti}
\`\`\`

What a reference becomes is read like an unquoted word, except that it can hold any character.

## Environment variables

Every field can also be set by a variable, which counts more than the file: \`WATTBRIDGE_\`, then the path of the field in
capitals, joined by \`_\`. Places in a list are numbers from 0.

| field | variable |
|---|---|
| \`topic_base\` | \`WATTBRIDGE_TOPIC_BASE\` |
| \`mqtt.external.url\` | \`WATTBRIDGE_MQTT_EXTERNAL_URL\` |
| \`meters[0].host\` | \`WATTBRIDGE_METERS_0_HOST\` |
| \`commands.allow[0]\` | \`WATTBRIDGE_COMMANDS_ALLOW_0\` |

An empty variable counts as not set. A variable that begins with \`WATTBRIDGE_\` and fits no field is an error. (Kubernetes
makes such variables for a service with the name \`wattbridge\`: set \`enableServiceLinks: false\`.)
`;
