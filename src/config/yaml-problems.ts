import type { YAMLParseError } from 'yaml';

/**
 * What the YAML parser's codes mean for the owner of a file. Its own messages are not used, because they may quote
 * the file, and with it a password.
 */
const PROBLEMS: Readonly<Record<YAMLParseError['code'], string>> = {
  ALIAS_PROPS: 'an alias (`*name`) takes neither an anchor nor a tag',
  BAD_ALIAS: 'an anchor or alias needs a name after `&` or `*`',
  BAD_COLLECTION_TYPE: 'a tag does not fit what follows it',
  BAD_DIRECTIVE: 'a line that begins with `%` is not understood',
  BAD_DQ_ESCAPE: 'a text in double quotes has an unknown escape after `\\`; use single quotes',
  BAD_INDENT: 'the indentation does not fit the lines above, or a bracket is not closed',
  BAD_PROP_ORDER: 'an anchor or tag stands in the wrong place',
  BAD_SCALAR_START: 'a value must not begin with this character; put it in quotes',
  BLOCK_AS_IMPLICIT_KEY:
    'a value cannot hold another `name: value` on its own line; is the indentation right?',
  BLOCK_IN_FLOW: 'inside brackets everything is separated by commas, not by lines',
  DUPLICATE_KEY: 'is there twice',
  IMPOSSIBLE: 'this cannot be read as YAML',
  KEY_OVER_1024_CHARS: 'a name is longer than 1024 characters; is a quote missing?',
  MISSING_CHAR:
    'something is missing here: a quote, a bracket, a comma, a colon, a blank, or `- ` before an item',
  MULTILINE_IMPLICIT_KEY: 'a name goes over several lines; is a colon missing?',
  MULTIPLE_ANCHORS: 'a value has more than one anchor',
  MULTIPLE_DOCS: 'a second document begins here (`---`); the configuration is one document',
  MULTIPLE_TAGS: 'a value has more than one tag',
  NON_STRING_KEY: 'a name must be a text',
  RESOURCE_EXHAUSTION: 'the file is nested too deeply',
  TAB_AS_INDENT: 'a tab stands in the indentation; use blanks',
  TAG_RESOLVE_FAILED:
    'a tag (`!name`) is not known here; secrets come in by reference, see docs/configuration.md',
  UNEXPECTED_TOKEN: 'this does not fit here; is the indentation right?',
};

export function yamlProblem(error: Pick<YAMLParseError, 'code'>): string {
  return PROBLEMS[error.code];
}
